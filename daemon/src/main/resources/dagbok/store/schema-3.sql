-- A post has the id of its entry, and what its contents are stands in the payload alone: less is written for each.
ALTER TABLE post RENAME TO earlier_post;
ALTER TABLE post_tag RENAME TO earlier_tag;
ALTER TABLE need RENAME TO earlier_need;

-- The index: live entries that people see; feeds leave out some kinds. sort: the claimed time, or when it came if that was earlier.
CREATE TABLE post (
  id      INTEGER PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE,
  profile INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  time    INTEGER NOT NULL,
  sort    INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  stream  TEXT,
  saved   INTEGER NOT NULL
) STRICT;
INSERT INTO post (id, profile, kind, time, sort, height, stream, saved)
  SELECT entry.id, p.profile, p.kind, p.time, p.sort, p.height, p.stream, p.saved FROM earlier_post p
  JOIN entry ON entry.profile = p.profile AND entry.height = p.height AND entry.cid = p.entry;

CREATE TABLE post_tag (
  post INTEGER NOT NULL REFERENCES post(id) ON DELETE CASCADE,
  tag  TEXT NOT NULL,
  PRIMARY KEY (tag, post)
) STRICT, WITHOUT ROWID;
INSERT INTO post_tag (post, tag)
  SELECT entry.id, t.tag FROM earlier_tag t JOIN earlier_post p ON p.id = t.post
  JOIN entry ON entry.profile = p.profile AND entry.height = p.height AND entry.cid = p.entry;

-- The files that a post names: contents that are too large for a pack.
CREATE TABLE file (
  post INTEGER NOT NULL REFERENCES post(id) ON DELETE CASCADE,
  cid  BLOB NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (post, cid)
) STRICT, WITHOUT ROWID;
INSERT INTO file (post, cid, size)
  SELECT entry.id, m.cid, m.size FROM media m JOIN earlier_post p ON p.id = m.post
  JOIN entry ON entry.profile = p.profile AND entry.height = p.height AND entry.cid = p.entry
  WHERE m.size > 16384;

-- That an entry which stands names a content. What is named is only claimed, so eight bytes of it would be free to
-- collide; so are those of a payload, which is why its index has all of them. named_by gives the CIDs as JSON.
CREATE TABLE need (
  cid   BLOB NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (cid, entry)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO need (cid, entry)
  SELECT unhex(named.value), entry.id FROM entry JOIN item USING (id), json_each(named_by(item.payload)) AS named
  WHERE entry.kind = 0 AND entry.bytes = 1 AND entry.standing IN (0, 3);
DROP INDEX entry_by_payload;
CREATE INDEX entry_by_payload ON entry (payload_key, payload);
CREATE INDEX entry_by_profile ON entry (profile);

-- What is looked for by its place is kept; of a device's revokes of a grant, the last.
DROP INDEX entry_by_place;
DROP INDEX entry_by_revoked;
CREATE INDEX entry_by_place ON entry (profile, height, cid) WHERE standing = 0 OR followers > 0;
CREATE INDEX entry_by_revoked ON entry (revoked, device, seq) WHERE revoked IS NOT NULL;

DROP TABLE media;
DROP TABLE earlier_tag;
DROP TABLE earlier_post;
DROP TABLE earlier_need;
DROP TRIGGER item_of_entry;

CREATE INDEX post_by_time ON post (sort, height);
CREATE INDEX post_by_profile ON post (profile, sort, height);
CREATE INDEX post_by_kind ON post (profile, kind) WHERE kind <> 'post';
CREATE INDEX post_saved ON post (profile) WHERE saved = 0;
CREATE INDEX post_tag_by_post ON post_tag (post);
CREATE INDEX need_by_entry ON need (entry);
CREATE TRIGGER rows_of_entry AFTER DELETE ON entry BEGIN
  DELETE FROM item WHERE id = old.id;
  DELETE FROM need WHERE entry = old.id;
END;
