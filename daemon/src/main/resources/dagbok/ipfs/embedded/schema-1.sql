-- A block. digest: the sha2-256 of its bytes, whatever codec it is asked for with.
CREATE TABLE block (
  id     INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  bytes  BLOB NOT NULL
) STRICT;

-- When (milliseconds) a block was put; forgotten after a while. Keeps what is about to be pinned
-- from collection.
CREATE TABLE fresh (
  digest BLOB PRIMARY KEY,
  since  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A recursive pin.
CREATE TABLE pin (
  cid  BLOB PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What pins keep: a CID, and how many pins and kept blocks name it.
CREATE TABLE kept (
  digest  BLOB NOT NULL,
  codec   INTEGER NOT NULL,
  holders INTEGER NOT NULL CHECK (holders > 0),
  PRIMARY KEY (digest, codec)
) STRICT, WITHOUT ROWID;

-- One row: the bytes of all blocks.
CREATE TABLE used (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO used VALUES (1, 0);
