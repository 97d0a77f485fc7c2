package dagbok.ipfs.kubo;

import dagbok.kubo.process.KuboNetwork;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What its person said about Kubo: the settings {@code ipfs.kubo.*}.
 *
 * @param api the address of the Kubo to use, a multiaddr or URL; none: look for one
 * @param secretFile the file with the secret that Kubo asks for
 * @param start whether the daemon may start a Kubo of its own
 * @param network whom that one may meet
 * @param folder where that one lives
 */
public record KuboSettings(
    Optional<String> api,
    Optional<Path> secretFile,
    boolean start,
    KuboNetwork network,
    Path folder) {}
