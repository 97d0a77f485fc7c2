package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Daemons on embedded IPFS nodes that find each other by mDNS, on the loopback interface. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class LanIT {
  private static final int DAEMONS = 5;

  @TempDir Path folder;

  @Test
  void twoFindEachOtherAndFollowByCidAlone() {
    try (DaemonProcess ada = start("ada");
        DaemonProcess bo = start("bo")) {
      String profile = FirstPathIT.profile(ada, "Ada");
      Friends.post(ada, "Is anybody on this network?");

      bo.run("follow", profile);

      Friends.awaitInStep(ada, bo, profile);
      assertThat(Friends.entries(bo, profile)).isEqualTo(Friends.entries(ada, profile));
    }
  }

  @Test
  void fiveFollowEachOtherAndKeepWhatOneWroteWhoLeft() {
    List<DaemonProcess> all = new ArrayList<>();
    try {
      List<String> profiles = new ArrayList<>();
      for (int i = 0; i < DAEMONS; i++) {
        all.add(start("d" + i));
        profiles.add(FirstPathIT.profile(all.get(i), "Writer " + i));
        Friends.post(all.get(i), "Words of writer " + i);
      }
      for (DaemonProcess follower : all) {
        for (int i = 0; i < DAEMONS; i++) {
          if (follower != all.get(i)) {
            follower.run("follow", profiles.get(i));
          }
        }
      }
      for (DaemonProcess follower : all.subList(1, DAEMONS)) {
        Friends.awaitInStep(all.get(0), follower, profiles.get(0));
      }
      for (int i = 1; i < DAEMONS; i++) {
        Friends.awaitInStep(all.get(i), all.get(0), profiles.get(i));
      }
      all.get(0).stop();
      try (DaemonProcess late = start("late")) {
        late.run("follow", profiles.get(0));
        Friends.awaitInStep(all.get(1), late, profiles.get(0));
      }
    } finally {
      DaemonProcess.closeAll(all);
    }
  }

  private DaemonProcess start(String name) {
    return DaemonProcess.startEmbedded(folder.resolve(name), "peers.mdns=true");
  }
}
