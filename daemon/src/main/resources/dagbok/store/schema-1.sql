-- A profile that this daemon holds. followed: since when (seconds), null if it isn't. An id is never used
-- again, so that work begun for a profile that was forgotten meanwhile writes nothing to another one.
CREATE TABLE profile (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  root     BLOB NOT NULL UNIQUE,
  own      INTEGER NOT NULL,
  in_use   INTEGER NOT NULL DEFAULT 0,
  followed INTEGER,
  peers    TEXT NOT NULL DEFAULT '',
  stream   TEXT,
  tag      TEXT
) STRICT;

-- An accepted entry, and its payload as long as one has it.
CREATE TABLE item (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  entry   BLOB NOT NULL UNIQUE,
  height  INTEGER NOT NULL,
  bytes   BLOB NOT NULL,
  payload BLOB
) STRICT;
CREATE INDEX item_by_height ON item (profile, height, entry);

-- The bytes of a small content, shared by all profiles whose payloads name it.
CREATE TABLE content (
  id    INTEGER PRIMARY KEY,
  cid   BLOB NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;

-- Blocks that are durable here and not yet confirmed by the IPFS node.
CREATE TABLE outbox (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  cid     BLOB NOT NULL,
  bytes   BLOB NOT NULL,
  UNIQUE (profile, cid)
) STRICT;

-- The newest head known of each device of a profile. own: signed here.
CREATE TABLE head (
  id       INTEGER PRIMARY KEY,
  profile  INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  device   BLOB NOT NULL,
  cid      BLOB NOT NULL,
  bytes    BLOB NOT NULL,
  received INTEGER NOT NULL,
  own      INTEGER NOT NULL,
  UNIQUE (profile, device)
) STRICT;

-- Packs and snapshots that were taken in whole ('DONE') or refused for good ('BAD').
CREATE TABLE mark (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  kind    TEXT NOT NULL,
  cid     BLOB NOT NULL,
  mark    TEXT NOT NULL,
  UNIQUE (profile, cid)
) STRICT;
CREATE INDEX mark_by_age ON mark (profile, kind, id);

-- What is pinned for a profile.
CREATE TABLE pin (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  cid     BLOB NOT NULL,
  name    TEXT NOT NULL,
  UNIQUE (profile, cid)
) STRICT;

-- The index: live entries that people see; feeds leave out some kinds. sort: the claimed time, or when it came if that was earlier.
CREATE TABLE post (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  entry   BLOB NOT NULL UNIQUE,
  kind    TEXT NOT NULL,
  time    INTEGER NOT NULL,
  sort    INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  stream  TEXT,
  saved   INTEGER NOT NULL
) STRICT;
CREATE INDEX post_by_time ON post (sort, height, entry);
CREATE INDEX post_by_profile ON post (profile, sort, height, entry);
CREATE INDEX post_by_kind ON post (profile, kind) WHERE kind <> 'post';
CREATE INDEX post_saved ON post (profile, id) WHERE saved = 0;

CREATE TABLE post_tag (
  post INTEGER NOT NULL REFERENCES post(id) ON DELETE CASCADE,
  tag  TEXT NOT NULL,
  PRIMARY KEY (tag, post)
) STRICT, WITHOUT ROWID;

-- Contents that live entries name: what the media route may serve.
CREATE TABLE media (
  post INTEGER NOT NULL REFERENCES post(id) ON DELETE CASCADE,
  cid  BLOB NOT NULL,
  mime TEXT NOT NULL,
  name TEXT,
  size INTEGER NOT NULL,
  PRIMARY KEY (cid, post)
) STRICT, WITHOUT ROWID;
CREATE INDEX media_by_post ON media (post);
CREATE INDEX post_tag_by_post ON post_tag (post);
