package dagbok.app;

import dagbok.profile.PhraseFolder;
import dagbok.profile.Replica;
import dagbok.profile.Replicas;
import dagbok.schema.ProfileId;
import dagbok.web.port.Phrases;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;

/** The recovery phrases that wait for being confirmed. */
final class DaemonPhrases implements Phrases {
  private final PhraseFolder folder;
  private final Replicas replicas;

  DaemonPhrases(PhraseFolder folder, Replicas replicas) {
    this.folder = folder;
    this.replicas = replicas;
  }

  @Override
  public List<ProfileId> waiting() {
    return folder.all().stream()
        .filter(profile -> replicas.find(profile).filter(Replica::own).isPresent())
        .toList();
  }

  @Override
  public List<String> words(ProfileId profile) {
    return Store.asked(() -> folder.find(profile)).orElseThrow(() -> gone(profile));
  }

  private static Refusal gone(ProfileId profile) {
    return new Refusal(
        Refusal.Reason.NOT_FOUND,
        "the recovery phrase of this profile is not kept here",
        "it was shown when the profile was made, and erased when you confirmed to have it",
        Optional.of(profile.root()),
        null);
  }

  @Override
  public void erase(ProfileId profile) {
    Store.asked(() -> folder.erase(profile));
  }
}
