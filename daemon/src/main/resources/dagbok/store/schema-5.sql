-- Entries that are void or deleted and whose payload and contents still are to be erased. keep: whether a sealed
-- copy stays here for a while.
CREATE TABLE erasure (
  entry   INTEGER PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE,
  profile INTEGER NOT NULL,
  keep    INTEGER NOT NULL
) STRICT;
CREATE INDEX erasure_by_profile ON erasure (profile);

-- Blocks that hold what was erased, as long as the IPFS node may have them. tries: how often it kept them.
CREATE TABLE doomed (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  cid   BLOB NOT NULL UNIQUE,
  tries INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Packs that others took the place of, as long as the IPFS node may have them, with the places of their first and
-- last items.
CREATE TABLE old_pack (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  profile     INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  cid         BLOB NOT NULL,
  height      INTEGER NOT NULL,
  first       BLOB NOT NULL,
  high_height INTEGER NOT NULL,
  last        BLOB NOT NULL,
  UNIQUE (profile, cid)
) STRICT;

-- What another device of one's own deleted, sealed to this one. until: seconds since 1970; files: CIDs of 36 bytes
-- of the files that it links to, which stay pinned for as long.
CREATE TABLE deleted_copy (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  cid_key INTEGER NOT NULL,
  entry   BLOB NOT NULL,
  until   INTEGER NOT NULL,
  sealed  BLOB NOT NULL,
  files   BLOB NOT NULL,
  UNIQUE (profile, entry)
) STRICT;
CREATE INDEX deleted_copy_by_age ON deleted_copy (until);

CREATE INDEX file_by_cid ON file (cid);

-- Deletes that are written when their time has come. due: milliseconds since 1970; entries: CIDs of 36 bytes, those
-- that still are to be deleted.
CREATE TABLE deletion (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  due     INTEGER NOT NULL,
  entries BLOB NOT NULL
) STRICT;

-- When a device of this machine deleted an entry, in seconds since 1970.
CREATE TABLE deleted_here (
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  entry   BLOB NOT NULL,
  time    INTEGER NOT NULL,
  UNIQUE (profile, entry)
) STRICT;

CREATE INDEX pack_by_cid ON pack (cid);
