-- This machine's devices: the newest entry of each that was written here, or that a backup says it has; the largest
-- number of a head in its name that was heard; whether two of its entries are known to have one own; and why it may not
-- write, if it may not.
CREATE TABLE own_device (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  device  BLOB NOT NULL,
  last    BLOB,
  heard   INTEGER NOT NULL,
  forked  INTEGER NOT NULL,
  doubt   TEXT,
  UNIQUE (profile, device)
) STRICT;
