package dagbok.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dagbok inspect}, by itself for any CID, and above the commands for single kinds. */
@Command(
    name = "inspect",
    description = {
      "Shows the objects that profiles are made of.",
      "With a CID: the object behind it, from here or from peers, as DAG-JSON."
    },
    footer = {
      "  dagbok inspect bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am",
      "  dagbok inspect head anna",
      "  dagbok inspect verify diary.car",
    })
final class InspectCommands implements Callable<Integer>, CommandGroup {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "CID", description = "Of any object.")
  private @Nullable String cid;

  InspectCommands(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (cid == null && spec != null) {
      throw new ParameterException(spec.commandLine(), "what is to be inspected? CID is missing");
    }
    new Inspection(session).print("inspect/" + Reference.parse(String.valueOf(cid)).segment());
    return ExitCode.DONE.number();
  }

  @Override
  public List<Object> commands(Session parent) {
    return List.of(
        new Head(parent),
        new Snapshot(parent),
        new Pack(parent),
        new Node(parent),
        new InspectGraphCommand(parent),
        new InspectRewriteCommand(parent),
        new InspectVerifyCommand(parent));
  }

  /** {@code dagbok inspect head}. */
  @Command(
      name = "head",
      description = "Shows the newest head that is known of a profile, and whether one is in step.",
      footer = {"  dagbok inspect head anna", "  dagbok inspect head --json"})
  static final class Head extends ProfileQuery {
    Head(Session session) {
      super(session);
    }

    @Override
    void show(Session session, String path) {
      new Inspection(session).print(path + "/head");
    }
  }

  /** {@code dagbok inspect snapshot}. */
  @Command(
      name = "snapshot",
      description = "Shows a profile's snapshot: the list of its packs.",
      footer = {"  dagbok inspect snapshot anna", "  dagbok inspect snapshot --json"})
  static final class Snapshot extends ProfileQuery {
    Snapshot(Session session) {
      super(session);
    }

    @Override
    void show(Session session, String path) {
      new Inspection(session).print(path + "/snapshot");
    }
  }

  /** {@code dagbok inspect pack}. */
  @Command(
      name = "pack",
      description = "Shows a pack: a run of the history in one block.",
      footer = {
        "  dagbok inspect pack bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am"
      })
  static final class Pack extends OfKind {
    Pack(Session session) {
      super(session, "pack", "items");
    }
  }

  /** {@code dagbok inspect node}. */
  @Command(
      name = "node",
      description = "Shows a node of the graph: its parents and its entry.",
      footer = {
        "  dagbok inspect node bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am"
      })
  static final class Node extends OfKind {
    Node(Session session) {
      super(session, "node", "parents");
    }
  }

  /** An object by its CID, if it is of a kind: that which has a field. */
  abstract static class OfKind implements Callable<Integer> {
    private final Session session;
    private final String kind;
    private final String field;

    @Parameters(index = "0", paramLabel = "CID", description = "Its CID.")
    private String cid = "";

    OfKind(Session session, String kind, String field) {
      this.session = session;
      this.kind = kind;
      this.field = field;
    }

    @Override
    public Integer call() {
      new Inspection(session).print(Reference.parse(cid), kind, object -> object.has(field));
      return ExitCode.DONE.number();
    }
  }
}
