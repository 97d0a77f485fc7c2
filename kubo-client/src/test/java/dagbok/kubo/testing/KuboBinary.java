package dagbok.kubo.testing;

import dagbok.kubo.process.KuboProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The {@code ipfs} program for tests: the one on the PATH, else one that Go builds once. */
final class KuboBinary {
  private static final long BUILD_TIMEOUT_MINUTES = 15;
  private static final String COMMAND = "github.com/ipfs/kubo/cmd/ipfs";

  private KuboBinary() {}

  /** The program, or nothing on a machine that has neither {@code ipfs} nor Go. */
  static Optional<KuboProgram> find() throws IOException, InterruptedException {
    Optional<Path> installed = KuboProgram.onPath(path());
    if (installed.isPresent()) {
      KuboProgram program = KuboProgram.of(installed.get());
      if (program.version().isSupported()) {
        return Optional.of(program);
      }
    }
    Path module = repositoryRoot().resolve("integration-tests").resolve("kubo");
    Path built = module.resolve("target").resolve("ipfs");
    if (!isFresh(built, module) && !build(module, built)) {
      return Optional.empty();
    }
    return Optional.of(KuboProgram.of(built));
  }

  private static String path() {
    return Optional.ofNullable(System.getenv("PATH")).orElse("");
  }

  private static Path repositoryRoot() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    for (Path place = folder; place != null; place = place.getParent()) {
      if (Files.isDirectory(place.resolve(".mvn"))) {
        return place;
      }
    }
    throw new IOException("no folder with .mvn above " + folder);
  }

  private static boolean isFresh(Path built, Path module) throws IOException {
    return Files.isExecutable(built)
        && Files.getLastModifiedTime(built)
                .compareTo(Files.getLastModifiedTime(module.resolve("go.sum")))
            >= 0;
  }

  /** Builds beside the place and moves it there, so that nobody ever runs half a program. */
  private static boolean build(Path module, Path built) throws IOException, InterruptedException {
    Files.createDirectories(module.resolve("target"));
    Path fresh = module.resolve("target").resolve("ipfs." + ProcessHandle.current().pid());
    Process go;
    try {
      go =
          new ProcessBuilder(List.of("go", "build", "-o", fresh.toString(), COMMAND))
              .directory(module.toFile())
              .inheritIO()
              .start();
    } catch (IOException e) {
      System.out.println("Go does not run: " + e.getMessage());
      return false;
    }
    try {
      if (!go.waitFor(BUILD_TIMEOUT_MINUTES, TimeUnit.MINUTES) || go.exitValue() != 0) {
        throw new IOException("go build of Kubo failed in " + module);
      }
      Files.move(fresh, built, StandardCopyOption.ATOMIC_MOVE); // in place of an older one
      return true;
    } finally {
      go.destroyForcibly();
      Files.deleteIfExists(fresh);
    }
  }
}
