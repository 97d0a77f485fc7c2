-- Which profile of one's own follows which since when (seconds since 1970); own is null where none was in use. What was
-- followed before, all of one's own profiles follow.
CREATE TABLE following (
  id      INTEGER PRIMARY KEY,
  own     INTEGER REFERENCES profile(id) ON DELETE CASCADE,
  profile INTEGER NOT NULL REFERENCES profile(id) ON DELETE CASCADE,
  since   INTEGER NOT NULL,
  stream  TEXT,
  tag     TEXT
) STRICT;
CREATE UNIQUE INDEX following_once ON following (profile, coalesce(own, 0));
CREATE INDEX following_by_own ON following (own);
INSERT INTO following (own, profile, since, stream, tag)
  SELECT own.id, p.id, p.followed, p.stream, p.tag FROM profile p JOIN profile own ON own.own = 1
  WHERE p.followed IS NOT NULL;
INSERT INTO following (profile, since, stream, tag)
  SELECT id, followed, stream, tag FROM profile
  WHERE followed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM profile WHERE in_use = 1);
ALTER TABLE profile DROP COLUMN followed;
ALTER TABLE profile DROP COLUMN stream;
ALTER TABLE profile DROP COLUMN tag;
