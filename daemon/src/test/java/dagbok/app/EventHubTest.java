package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.web.port.Events;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventHubTest {
  private final EventHub hub = new EventHub();
  private final List<Events.Event> seen = new ArrayList<>();

  @Test
  void newSubscriberHearsOnlyWhatIsNew() {
    hub.statusChanged();
    Events.Subscription subscription = hub.subscribe(0, seen::add);
    hub.statusChanged();
    subscription.close();
    hub.statusChanged();
    assertThat(seen).extracting(Events.Event::id).containsExactly(2L);
  }

  @Test
  void returningSubscriberHearsWhatItMissed() {
    for (int i = 0; i < 5; i++) {
      hub.statusChanged();
    }
    hub.subscribe(3, seen::add);
    assertThat(seen).extracting(Events.Event::id).containsExactly(4L, 5L);
  }

  @Test
  void subscriberMayLeaveWhileItIsTold() {
    List<Events.Subscription> subscription = new ArrayList<>();
    subscription.add(hub.subscribe(0, event -> subscription.get(0).close()));
    hub.subscribe(0, seen::add);
    hub.subscribe(0, event -> {});
    hub.statusChanged();
    hub.statusChanged();
    assertThat(seen).hasSize(2);
  }

  @Test
  void failingSubscriberDoesNotDisturbOthers() {
    hub.subscribe(
        0,
        event -> {
          throw new IllegalStateException("no");
        });
    hub.subscribe(0, seen::add);
    hub.statusChanged();
    assertThat(seen).hasSize(1);
  }
}
