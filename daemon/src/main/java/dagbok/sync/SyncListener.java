package dagbok.sync;

import dagbok.cid.Cid;
import dagbok.profile.Copy;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;

/** Hears what becomes of held profiles, in the thread that does the work. */
public interface SyncListener {
  /** All that is to be kept of a profile as it is now is in the IPFS node. */
  default void kept(Replica replica) {}

  /** An entry became visible. */
  void postArrived(Copy replica, Cid entry);

  /** A post can be read already, its history not yet checked. */
  default void postSeen(Copy replica, Cid entry) {}

  /** One of those became visible for good. */
  default void postChecked(Copy replica, Cid entry) {
    postArrived(replica, entry);
  }

  /** The IPFS node has all of a post now. */
  void postSaved(Replica replica, Cid entry);

  /** Something changed: its head, how far catching up has come, what is kept. */
  void profileChanged(ProfileId profile);

  /** A head that somebody announced is rightly signed. */
  default void headBelieved(Copy replica, Encoded<Head> head) {}

  /** A head that somebody announced is not believed. */
  default void headRefused(ProfileId profile) {}
}
