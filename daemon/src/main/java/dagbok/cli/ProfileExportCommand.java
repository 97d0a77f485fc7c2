package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import dagbok.cli.term.Text;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile export}. */
@Command(
    name = "export",
    description = {
      "Writes a profile to a CAR file, which any IPFS tool can import.",
      "Of the profile in use, or of --profile, which may also be one you follow."
    },
    footer = {
      "  dagbok profile export diary.car",
      "  dagbok profile export --profile anna --loose anna.car",
      "  dagbok profile export -",
    })
final class ProfileExportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The file to write, or - for standard output.")
  private String file = "";

  @Option(
      names = "--loose",
      description = "Adds every node, entry, payload and content as a block of its own.")
  private boolean loose;

  ProfileExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Reference profile = ProfileChoice.of(session, null);
    String path = "profiles/" + profile.segment() + "/export?scope=" + (loose ? "loose" : "packs");
    if (file.equals("-")) {
      download(path, session.terminal().out());
      return ExitCode.DONE.number();
    }
    long bytes;
    try (Target target = Target.of(file)) {
      bytes = download(path, target.out());
      target.keep();
    }
    session.print(
        JsonObject.builder()
            .put("profile", profile.name())
            .put("file", file)
            .put("bytes", bytes)
            .build(),
        object -> session.terminal().line("Exported " + Text.size(bytes) + " to " + file));
    return ExitCode.DONE.number();
  }

  private long download(String path, OutputStream out) {
    try (Progress progress = session.progress("Exporting", Progress.UNKNOWN)) {
      return session.api().download(path, out, session.patience().slow(), progress);
    }
  }
}
