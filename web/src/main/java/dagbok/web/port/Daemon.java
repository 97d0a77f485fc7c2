package dagbok.web.port;

/** Everything that pages and API need, in one value. */
public record Daemon(
    Profiles profiles,
    Posts posts,
    Deletions deletions,
    SealedCopies sealedCopies,
    Follows follows,
    Discovery discovery,
    Policies policies,
    Devices devices,
    Joining joining,
    Revocations revocations,
    Media media,
    Inspection inspection,
    Health health,
    Phrases phrases,
    Recovery recovery,
    Backups backups,
    Events events) {}
