package dagbok.ipfs.kubo;

import dagbok.kubo.KuboEndpoint;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where on this machine a Kubo may be.
 *
 * @param path the folders with programs, as in the environment's PATH
 * @param usualRepo the repository of the person's own Kubo
 * @param usualApi where a Kubo answers if nobody chose otherwise
 */
public record KuboSurroundings(String path, Path usualRepo, KuboEndpoint usualApi) {
  /** As the environment says. */
  public static KuboSurroundings of(Map<String, String> environment, Path home) {
    String repo = environment.getOrDefault("IPFS_PATH", "");
    return new KuboSurroundings(
        environment.getOrDefault("PATH", ""),
        repo.isEmpty() ? home.resolve(".ipfs") : Path.of(repo),
        KuboEndpoint.USUAL);
  }
}
