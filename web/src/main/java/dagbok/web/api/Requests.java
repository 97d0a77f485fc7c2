package dagbok.web.api;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.http.Form;
import dagbok.web.port.Backups;
import dagbok.web.port.Deletions;
import dagbok.web.port.Follows;
import dagbok.web.port.Joining;
import dagbok.web.port.Posts;
import dagbok.web.port.Recovery;
import dagbok.web.port.Refusal;
import dagbok.web.text.Pasted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the API is asked, field by field. A field that is left out is absent, a list empty. */
final class Requests {
  private Requests() {}

  record Name(@Nullable String name) {
    String required() {
      return present(name).orElseThrow(() -> bad("a profile needs a name", "give it as \"name\""));
    }
  }

  record ProfileName(@Nullable String profile) {
    String required() {
      return present(profile)
          .orElseThrow(() -> bad("the request names no profile", "give it as \"profile\""));
    }
  }

  record DeletionRequest(
      @Nullable String profile,
      @Nullable List<@Nullable String> entries,
      @Nullable Long before,
      @Nullable Boolean now,
      @Nullable Boolean preview,
      @Nullable Boolean rewrite) {
    Deletions.Choice choice(Function<String, ProfileId> resolve, Function<String, Cid> cid) {
      return new Deletions.Choice(
          present(profile).map(resolve),
          present(entries).stream().map(cid).toList(),
          Optional.ofNullable(before));
    }

    boolean isNow() {
      return Boolean.TRUE.equals(now);
    }

    boolean isPreview() {
      return Boolean.TRUE.equals(preview);
    }

    boolean isRewrite() {
      return Boolean.TRUE.equals(rewrite);
    }
  }

  record RevokeRequest(@Nullable String last, @Nullable String phrase) {
    Optional<String> lastOne() {
      return present(last);
    }

    Optional<String> words() {
      return present(phrase);
    }

    /** Does not show the phrase. */
    @Override
    public String toString() {
      return "revoke";
    }
  }

  record PlacedWord(@Nullable Integer at, @Nullable String word) {}

  record PhraseCheck(@Nullable String profile, @Nullable List<@Nullable PlacedWord> words) {
    String requiredProfile() {
      return new ProfileName(profile).required();
    }

    Map<Integer, String> answers() {
      Map<Integer, String> answers = new LinkedHashMap<>();
      for (PlacedWord placed : words == null ? List.<PlacedWord>of() : words) {
        if (placed == null || placed.at() == null || placed.word() == null) {
          throw bad("a word lacks its place, or a place its word", "give both, at and word");
        }
        answers.put(placed.at(), placed.word());
      }
      return answers;
    }
  }

  record AttachmentRequest(@Nullable String name, @Nullable String mime, @Nullable String alt) {}

  record PostRequest(
      @Nullable String title,
      @Nullable String text,
      @Nullable List<@Nullable String> tags,
      @Nullable String stream,
      @Nullable String language,
      @Nullable String warning,
      @Nullable String place,
      @Nullable String profile,
      @Nullable List<AttachmentRequest> attachments) {

    Posts.Draft toDraft(List<Optional<Form.Upload>> files, Function<String, ProfileId> resolve) {
      return new Posts.Draft(
              present(profile).map(resolve),
              present(title),
              text == null ? "" : text,
              attached(files),
              present(tags),
              present(stream),
              present(language),
              present(warning),
              present(place))
          .normal();
    }

    private List<Posts.Attachment> attached(List<Optional<Form.Upload>> files) {
      List<AttachmentRequest> wanted = attachments == null ? List.of() : attachments;
      List<Form.Upload> sent = files.stream().flatMap(Optional::stream).toList();
      if (!wanted.isEmpty() && wanted.size() != sent.size()) {
        throw bad(
            "the request names " + wanted.size() + " attachments and brings " + sent.size(),
            "send one part called \"file\" for each, in the same order");
      }
      List<Posts.Attachment> all = new ArrayList<>();
      for (int i = 0; i < sent.size(); i++) {
        AttachmentRequest request =
            wanted.isEmpty() ? new AttachmentRequest(null, null, null) : wanted.get(i);
        Form.Upload upload = sent.get(i);
        all.add(
            new Posts.Attachment(
                upload.file(),
                present(request.name()).orElse(upload.name()),
                present(request.mime()).or(upload::mime),
                present(request.alt())));
      }
      return all;
    }
  }

  record FollowRequest(
      @Nullable String profile,
      @Nullable List<@Nullable String> peers,
      @Nullable String stream,
      @Nullable String tag,
      @Nullable String policy,
      @Nullable String as) {

    Follows.Request toRequest(Function<String, ProfileId> resolve) {
      String text =
          present(profile)
              .orElseThrow(() -> bad("the request names no profile", "give it as \"profile\""));
      List<String> all = new ArrayList<>(Pasted.of(text).peers());
      all.addAll(present(peers));
      return new Follows.Request(
          resolve.apply(text),
          all.stream().distinct().toList(),
          present(stream),
          present(tag),
          present(policy),
          present(as).map(resolve));
    }
  }

  record RecoverRequest(
      @Nullable String phrase, @Nullable List<@Nullable String> peers, @Nullable Boolean alone) {
    Recovery.Request toRequest() {
      String words =
          present(phrase)
              .orElseThrow(
                  () ->
                      new Refusal(
                          Refusal.Reason.PASSPHRASE,
                          "the request has no recovery phrase",
                          "give its 24 words as \"phrase\""));
      return new Recovery.Request(words, present(peers), Boolean.TRUE.equals(alone));
    }
  }

  record EraseRequest(
      @Nullable String profile,
      @Nullable Boolean all,
      @Nullable Long last,
      @Nullable List<@Nullable String> entries) {
    Optional<String> whose() {
      return present(profile);
    }

    boolean ofAll() {
      return Boolean.TRUE.equals(all);
    }

    OptionalLong upTo() {
      return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    List<String> named() {
      return present(entries);
    }
  }

  record BackupRequest(
      @Nullable String passphrase, @Nullable Boolean cars, @Nullable Boolean move) {
    Backups.Request toRequest() {
      String secret =
          present(passphrase)
              .orElseThrow(
                  () ->
                      new Refusal(
                          Refusal.Reason.PASSPHRASE,
                          "the request has no passphrase",
                          "give it as \"passphrase\""));
      return new Backups.Request(secret, Boolean.TRUE.equals(cars), Boolean.TRUE.equals(move));
    }
  }

  record PolicyRequest(@Nullable String policy, @Nullable Boolean preview) {
    String required() {
      return present(policy)
          .orElseThrow(() -> bad("the request names no policy", "give it as \"policy\""));
    }

    boolean isPreview() {
      return Boolean.TRUE.equals(preview);
    }
  }

  record FindableRequest(@Nullable Boolean findable) {
    boolean required() {
      return Optional.ofNullable(findable)
          .orElseThrow(() -> bad("the request does not say which", "give it as \"findable\""));
    }
  }

  record InviteRequest(@Nullable Boolean byFile, @Nullable String name) {
    boolean isByFile() {
      return Boolean.TRUE.equals(byFile);
    }

    Optional<String> called() {
      return present(name);
    }
  }

  record CarriedFile(@Nullable String file) {
    String required() {
      return present(file)
          .orElseThrow(() -> bad("the request brings no file", "give it as \"file\""));
    }
  }

  record JoinRequest(
      @Nullable String code,
      @Nullable List<@Nullable String> peers,
      @Nullable String name,
      @Nullable String file) {
    Joining.Request toRequest() {
      String text =
          present(code).orElseThrow(() -> bad("the request has no code", "give it as \"code\""));
      return new Joining.Request(text, present(peers), present(name), present(file));
    }

    /** Does not show the code. */
    @Override
    public String toString() {
      return "a request to join";
    }
  }

  private static Optional<String> present(@Nullable String value) {
    return Optional.ofNullable(value).filter(v -> !v.isBlank());
  }

  private static List<String> present(@Nullable List<@Nullable String> values) {
    return Optional.ofNullable(values).orElse(List.of()).stream()
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static Refusal bad(String error, String hint) {
    return new Refusal(Refusal.Reason.BAD_INPUT, error, hint);
  }
}
