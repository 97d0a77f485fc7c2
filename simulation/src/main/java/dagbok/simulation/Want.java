package dagbok.simulation;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;

/** A block that somebody wants, and of which profile. */
record Want(ProfileId profile, Cid cid) {}
