package dagbok.ipfs;

/**
 * Something about the IPFS node that its person should know.
 *
 * @param code a short name for scripts, such as {@code pubsub-off}
 * @param text what is wrong and what follows, a sentence for people
 * @param fix what to do: a command that can be run as it stands, or a sentence
 */
public record IpfsWarning(String code, String text, String fix) {}
