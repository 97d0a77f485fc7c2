-- What devices of one's own profiles are called, as they said when they joined.
CREATE TABLE device_name (
  id      INTEGER PRIMARY KEY,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  device  BLOB NOT NULL,
  name    TEXT NOT NULL,
  UNIQUE (profile, device)
) STRICT;
