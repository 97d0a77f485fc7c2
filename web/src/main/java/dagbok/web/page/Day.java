package dagbok.web.page;

import java.util.List;

/**
 * The posts of one day.
 *
 * @param label the day in words; empty if the list before already said it
 */
@SuppressWarnings("ImmutableCollection")
public record Day(String label, String iso, List<Card> cards) {}
