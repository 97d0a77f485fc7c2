-- What of a followed profile is kept in the IPFS node; empty: everything.
ALTER TABLE profile ADD COLUMN policy TEXT NOT NULL DEFAULT '';
