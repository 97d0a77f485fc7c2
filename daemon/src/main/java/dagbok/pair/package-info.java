/**
 * Pairing: how a second device comes to write to a profile. A one-time code is the password of a
 * standard exchange (J-PAKE, RFC 8236); whatever follows is encrypted under its key, and four words
 * are compared by people on both screens before the grant is written. The words follow from that
 * key and from a nonce of each side, one of them committed to beforehand, so that who has the code
 * and stands between the two has one try in 2⁴⁴ to make both screens agree.
 *
 * <p>Words: the <em>inviter</em> is the device that is in force and shows the code; the
 * <em>joiner</em> is the new one. {@link dagbok.pair.Inviter} and {@link dagbok.pair.Joiner} turn
 * messages into messages and know neither network nor files; {@link dagbok.pair.Invitation} and
 * {@link dagbok.pair.Joining} give them a time limit and a way.
 *
 * <p>Who is on the way of the messages can stop pairing and nothing else. Who guesses codes has one
 * guess, one in 2⁴⁰, and then the code is spent.
 */
@NullMarked
package dagbok.pair;

import org.jspecify.annotations.NullMarked;
