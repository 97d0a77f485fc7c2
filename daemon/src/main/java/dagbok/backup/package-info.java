/**
 * Backups: one encrypted file with all that no copy of the profiles has (device keys, phrases that
 * are still kept, follows, heads, the outbox, the configuration), and the profiles as CARs if
 * wanted.
 *
 * <p>The file: a header (magic, version, the cost of Argon2id, salt, a check value), then pieces of
 * 64 KiB, each sealed by ChaCha20-Poly1305 with the header as further data and its number as nonce,
 * the last one marked as such; so no piece can be changed, dropped, moved or cut off unnoticed.
 * Within stand <em>parts</em>, each with a kind, a name and its bytes. All is streamed.
 *
 * <p>Not for sharing: who has the file and the passphrase has the devices.
 */
@NullMarked
package dagbok.backup;

import org.jspecify.annotations.NullMarked;
