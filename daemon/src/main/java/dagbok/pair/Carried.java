package dagbok.pair;

/**
 * A message in a file that is carried to the other device.
 *
 * @param number which of the five it is: the inviter's are 1, 3 and 5, the joiner's 2 and 4
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Carried(int number, byte[] message) {}
