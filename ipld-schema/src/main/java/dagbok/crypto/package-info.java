/**
 * Keys and signatures: Ed25519 by the protocol's rule (docs/protocol.md, "Signatures"), X25519 keys
 * for what is sealed to one device, and the recovery phrase.
 *
 * <p>Words: a <em>signing key</em> is the secret half of a <em>device key</em>; a <em>seal key</em>
 * is where secrets for one device are sealed to. All values are immutable. Entropy always comes
 * from the caller: nothing here makes randomness, and nothing is kept or logged.
 *
 * <p>Not a general cryptography library: no key formats, no other curves, no sealing itself.
 */
@NullMarked
package dagbok.crypto;

import org.jspecify.annotations.NullMarked;
