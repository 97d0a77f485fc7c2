package dagbok.web.live;

import dagbok.web.port.Events;
import dagbok.web.port.Posts;
import java.util.Locale;

/** Events as their lines in the stream. */
final class EventText {
  /** Tells the reader that some events are gone. */
  static final String MISSED = "event: missed\ndata: {}\n\n";

  private EventText() {}

  static String of(String run, Events.Event event) {
    return "id: "
        + run
        + "-"
        + event.id()
        + "\nevent: "
        + name(event)
        + "\ndata: "
        + data(event)
        + "\n\n";
  }

  private static String name(Events.Event event) {
    if (event instanceof Events.PostArrived) {
      return "post";
    }
    if (event instanceof Events.PostMoved) {
      return "moved";
    }
    return event instanceof Events.ProfileChanged ? "profile" : "status";
  }

  /** CIDs need no escaping. */
  private static String data(Events.Event event) {
    if (event instanceof Events.PostArrived post) {
      return "{\"profile\":\"%s\",\"entry\":\"%s\",\"own\":%s}"
          .formatted(post.profile(), post.entry(), post.own());
    }
    if (event instanceof Events.PostMoved moved) {
      return "{\"profile\":\"%s\",\"entry\":\"%s\",\"state\":\"%s\"}"
          .formatted(moved.profile(), moved.entry(), word(moved.state()));
    }
    if (event instanceof Events.ProfileChanged changed) {
      return "{\"profile\":\"%s\"}".formatted(changed.profile());
    }
    return "{}";
  }

  private static String word(Posts.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
