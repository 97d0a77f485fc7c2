// What scripts add to pages that work without them: news, keys, drafts, copying.
(() => {
  'use strict';
  const root = document.documentElement;
  const body = document.body;
  const $ = (selector, within) => (within || document).querySelector(selector);
  const $$ = (selector, within) => [...(within || document).querySelectorAll(selector)];
  root.classList.add('js');

  // News. Lists never move under the reader: new posts are counted, and shown when asked for.
  const STATES = { 'saved': 'saved here', 'in-ipfs': 'in IPFS', 'unchecked': 'history not yet checked' };
  const pill = $('#pill');
  const fresh = new Set();
  let last = body.dataset.since;
  let source = null;

  function tell(text) {
    if (!pill) return;
    pill.textContent = text;
    pill.hidden = false;
  }

  function onPost(post) {
    const scope = body.dataset.scope;
    if (!scope || (scope !== 'all' && scope !== post.profile)) return;
    if ((body.dataset.hidden || '').includes(post.profile)) return;
    if ($(`[data-entry="${post.entry}"]`)) return;
    fresh.add(post.entry);
    tell(fresh.size === 1 ? '1 new post' : `${fresh.size} new posts`);
  }

  function onMoved(post) {
    const article = $(`[data-entry="${post.entry}"]`);
    if (!article) return;
    const checked = article.dataset.state === 'unchecked'; // another's: nothing more is to be said
    article.dataset.state = post.state;
    $('.state', article).textContent = checked ? '' : STATES[post.state] || '';
  }

  const announce = (name) => body.dispatchEvent(new CustomEvent(name));
  const on = {
    post: onPost,
    moved: onMoved,
    profile: () => announce('dagbok:profile'),
    status: () => announce('dagbok:status'),
    missed: () => { tell('Show what is new'); announce('dagbok:profile'); announce('dagbok:status'); },
  };

  // A browser opens few connections to one place, so a page that nobody sees gives its own back.
  function listen() {
    if (source || document.hidden || !last) return;
    source = new EventSource('/events?last=' + encodeURIComponent(last));
    for (const [name, act] of Object.entries(on)) {
      source.addEventListener(name, (event) => {
        last = event.lastEventId || last;
        act(JSON.parse(event.data));
      });
    }
  }
  function hush() {
    if (source) source.close();
    source = null;
  }
  document.addEventListener('visibilitychange', () => (document.hidden ? hush() : listen()));
  addEventListener('pagehide', hush);
  addEventListener('pageshow', listen);
  listen();

  // Keys.
  function step(by) {
    const posts = $$('.post.listed');
    if (!posts.length) return;
    const at = posts.indexOf(document.activeElement && document.activeElement.closest('.post'));
    const next = posts[Math.max(0, Math.min(posts.length - 1, at < 0 ? 0 : at + by))];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'start' });
  }
  function open() {
    const post = document.activeElement && document.activeElement.closest('.post');
    const link = post && $('.when', post);
    if (link) link.click();
  }
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: open,
    c: () => location.assign('/compose'),
    '.': () => { if (pill && !pill.hidden) pill.click(); },
    '?': () => $('#keys').showModal(),
  };
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (typing || event.ctrlKey || event.metaKey || event.altKey || $('dialog[open]')) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // Copying.
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });

  // The camera looks for a QR code. Where the browser can't read one itself, Dagbok here does.
  const camera = $('#camera');
  const cameraSwitch = $('#camera-switch');
  const LOOK_AGAIN_MS = 400;
  const FRAME_PIXELS = 1280;
  let watching = null;

  async function cameraIsThere() {
    if (!camera || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return;
    const devices = await navigator.mediaDevices.enumerateDevices();
    cameraSwitch.hidden = !devices.some((device) => device.kind === 'videoinput');
  }
  function frameOf(video) {
    const scale = Math.min(1, FRAME_PIXELS / video.videoWidth);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext('2d').drawImage(video, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.85); });
  }
  async function askDagbok(video) {
    const data = new FormData();
    data.append('picture', await frameOf(video), 'camera.jpg');
    const answer = await fetch('/add/scan', { method: 'POST', body: data });
    return answer.status === 200 ? answer.text() : '';
  }
  async function reader() {
    const formats = 'BarcodeDetector' in window ? await BarcodeDetector.getSupportedFormats() : [];
    if (!formats.includes('qr_code')) return askDagbok;
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    return async (video) => { const found = await detector.detect(video); return found.length ? found[0].rawValue : ''; };
  }
  function closeCamera(text) {
    if (watching) watching.getTracks().forEach((track) => track.stop());
    watching = null;
    $('video', camera).hidden = true;
    cameraSwitch.textContent = 'Use the camera';
    $('#camera-note').textContent = text;
  }
  async function openCamera() {
    const video = $('video', camera);
    camera.hidden = false;
    $('#camera-note').textContent = '';
    try {
      watching = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    } catch (error) {
      closeCamera('The browser did not give the camera. Choose a picture of the code instead.');
      return;
    }
    cameraSwitch.textContent = 'Close the camera';
    $('#camera-note').textContent = 'Hold the QR code in front of the camera.';
    video.hidden = false;
    video.srcObject = watching;
    await video.play();
    const read = await reader();
    const mine = watching;
    while (watching && watching === mine) {
      const text = await read(video);
      if (text && watching === mine) {
        closeCamera('Found one.');
        $('#add [name=profile]').value = text;
        $('#add').requestSubmit();
        return;
      }
      await new Promise((done) => { setTimeout(done, LOOK_AGAIN_MS); });
    }
  }
  if (cameraSwitch) {
    cameraSwitch.addEventListener('click', () => (watching ? closeCamera('') : openCamera()));
    cameraIsThere();
  }

  // Drafts save themselves, and go when the post is published.
  const SENT = 'dagbok-draft-sent';
  const form = $('form[data-draft]');
  const KEY = form && `dagbok-draft-${form.dataset.draft}`; // each profile has its own
  const note = $('#draft-note');
  const fields = form ? $$('input:not([type=hidden]):not([type=file]):not([name=alt]), textarea', form) : [];
  const values = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  localStorage.removeItem('dagbok-draft'); // of the time before each had its own
  const isEmpty = (draft) => Object.values(draft).every((value) => !value.trim());

  function keep() {
    const draft = values();
    if (isEmpty(draft)) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(draft));
    note.textContent = isEmpty(draft) ? '' : 'Draft kept in this browser';
  }
  function restore() {
    const draft = JSON.parse(localStorage.getItem(KEY) || 'null');
    if (!draft || !isEmpty(values())) return;
    for (const field of fields) field.value = draft[field.name] || '';
    if (draft.stream || draft.language || draft.warning || draft.place) $('details', form).open = true;
    note.textContent = 'Your draft is back';
  }
  if (form) {
    restore();
    let waiting = 0;
    form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(keep, 400); });
    form.addEventListener('submit', () => { keep(); sessionStorage.setItem(SENT, KEY); });
  }
  if (location.search === '?saved') {
    localStorage.removeItem(sessionStorage.getItem(SENT));
    history.replaceState(null, '', location.pathname);
  }

  // A preview appears below the fold, so one is led to it.
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.target.id !== 'preview') return;
    const preview = $('#preview');
    preview.focus({ preventScroll: true });
    preview.scrollIntoView({ block: 'start' });
  });

  // One row for a file, and another when it is taken.
  const rows = $$('.file-row');
  const used = (row) => $('[type=file]', row).files.length > 0;
  function showRows() {
    const free = rows.findIndex((row) => !used(row));
    rows.forEach((row, i) => row.classList.toggle('spare', i > free && free >= 0 && !used(row)));
  }
  rows.forEach((row) => row.addEventListener('change', showRows));
  if (rows.length) showRows();
})();
