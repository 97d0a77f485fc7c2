-- What follows from a profile's set is kept beside it, no longer in memory. What was accepted before is taken in
-- again at the next start, from the tables renamed here (EarlierItems), and the index of posts with it.
ALTER TABLE item RENAME TO earlier_item;
ALTER TABLE content RENAME TO earlier_content;
DELETE FROM post;

-- The bytes of an accepted entry, and of its payload as long as one has it. An id is larger than those of all
-- entries behind it.
CREATE TABLE item (
  id      INTEGER PRIMARY KEY,
  bytes   BLOB NOT NULL,
  payload BLOB
) STRICT;

-- The same entry: what the protocol's functions need of it, and what they give for it. Columns that end in
-- _key hold the first eight bytes of a CID's digest, which is what is looked for; the CID itself decides.
-- Entries name each other by id.
CREATE TABLE entry (
  id          INTEGER PRIMARY KEY,
  profile     INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  cid_key     INTEGER NOT NULL,
  cid         BLOB NOT NULL,
  payload_key INTEGER NOT NULL,
  payload     BLOB NOT NULL,
  kind        INTEGER NOT NULL,
  height      INTEGER NOT NULL,
  seq         INTEGER NOT NULL,
  device      INTEGER NOT NULL,
  own         INTEGER NOT NULL,
  prev        BLOB,
  revoked     INTEGER,
  last        INTEGER,
  length      INTEGER NOT NULL,
  bytes       INTEGER NOT NULL,
  edits       BLOB,
  weight      INTEGER NOT NULL,
  standing    INTEGER NOT NULL,
  followers   INTEGER NOT NULL,
  covers      INTEGER NOT NULL,
  node        BLOB,
  stale       INTEGER NOT NULL,
  forked      INTEGER NOT NULL,
  tip         INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_by_cid ON entry (cid_key);
CREATE INDEX entry_by_payload ON entry (payload_key);
CREATE INDEX entry_by_place ON entry (profile, height, cid);
CREATE INDEX entry_by_device ON entry (device, seq, own);
CREATE INDEX entry_by_edited ON entry (profile, edits) WHERE edits IS NOT NULL;
CREATE INDEX entry_by_revoked ON entry (revoked) WHERE revoked IS NOT NULL;
CREATE INDEX entry_tip ON entry (profile) WHERE tip = 1;
CREATE INDEX entry_stale ON entry (profile, height, cid) WHERE stale = 1;
CREATE INDEX entry_forked ON entry (profile) WHERE forked = 1;
CREATE TRIGGER item_of_entry AFTER DELETE ON entry BEGIN
  DELETE FROM item WHERE id = old.id;
END;

-- That an entry has another among its prev.
CREATE TABLE follows (
  prev  INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
  PRIMARY KEY (prev, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX follows_by_entry ON follows (entry);

-- A device, by its grant or the root entry.
CREATE TABLE device (
  id       INTEGER PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE,
  profile  INTEGER NOT NULL,
  key      BLOB NOT NULL,
  granter  INTEGER NOT NULL,
  last     INTEGER NOT NULL,
  forked   INTEGER NOT NULL,
  granted  INTEGER NOT NULL,
  end_1    INTEGER,
  end_2    INTEGER,
  in_force INTEGER NOT NULL
) STRICT;
CREATE INDEX device_in_force ON device (profile) WHERE in_force = 1;

-- How many deletes that stand name an entry, which may be absent.
CREATE TABLE deleted (
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  cid     BLOB NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (profile, cid)
) STRICT, WITHOUT ROWID;

-- The bytes of a small content that a profile names.
CREATE TABLE content (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  cid_key INTEGER NOT NULL,
  cid     BLOB NOT NULL,
  bytes   BLOB NOT NULL
) STRICT;
CREATE INDEX content_by_cid ON content (cid_key);
CREATE INDEX content_by_profile ON content (profile);

-- That an entry which stands needs a content, by the content's key.
CREATE TABLE need (
  cid_key INTEGER NOT NULL,
  entry   INTEGER NOT NULL REFERENCES entry(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (cid_key, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX need_by_entry ON need (entry);

-- The packs of a profile, by the place of their first item.
CREATE TABLE pack (
  profile     INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  height      INTEGER NOT NULL,
  first       BLOB NOT NULL,
  last        BLOB NOT NULL,
  high_height INTEGER NOT NULL,
  level       INTEGER NOT NULL,
  weight      INTEGER NOT NULL,
  cid         BLOB NOT NULL,
  items       INTEGER NOT NULL,
  bytes       INTEGER NOT NULL,
  since       INTEGER NOT NULL,
  until       INTEGER NOT NULL,
  PRIMARY KEY (profile, height, first)
) STRICT, WITHOUT ROWID;

-- How much there is of a profile.
CREATE TABLE extent (
  profile INTEGER PRIMARY KEY REFERENCES profile(id) ON DELETE CASCADE,
  entries INTEGER NOT NULL,
  live    INTEGER NOT NULL,
  kept    INTEGER NOT NULL,
  bytes   INTEGER NOT NULL
) STRICT;

-- The list that keeps the loose objects of a pack of one's own, as long as none of them changes.
CREATE TABLE loose (
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  pack    BLOB NOT NULL,
  list    BLOB NOT NULL,
  PRIMARY KEY (profile, pack)
) STRICT, WITHOUT ROWID;
