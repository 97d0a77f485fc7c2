-- Whether strangers are told of a profile of one's own.
ALTER TABLE profile ADD COLUMN findable INTEGER NOT NULL DEFAULT 0;
