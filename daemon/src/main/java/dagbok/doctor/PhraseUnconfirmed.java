package dagbok.doctor;

import dagbok.schema.ProfileId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A profile whose recovery phrase nobody has confirmed to have on paper. */
public final class PhraseUnconfirmed implements Check {
  private final Supplier<List<ProfileId>> waiting;
  private final Function<ProfileId, String> name;

  /** {@code waiting}: the profiles whose phrase is still to be confirmed. */
  public PhraseUnconfirmed(Supplier<List<ProfileId>> waiting, Function<ProfileId, String> name) {
    this.waiting = waiting;
    this.name = name;
  }

  @Override
  public String code() {
    return "phrase";
  }

  @Override
  public String title() {
    return "The recovery phrases are on paper";
  }

  @Override
  public List<Finding> look() {
    return waiting.get().stream()
        .map(
            profile ->
                Finding.warning(
                    name.apply(profile)
                        + ": you have not yet confirmed that you have its recovery phrase on paper",
                    "dagbok setup"))
        .toList();
  }
}
