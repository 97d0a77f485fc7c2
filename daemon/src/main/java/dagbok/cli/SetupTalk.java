package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Prompt;
import dagbok.cli.term.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first run as a conversation at a terminal. Where one is, the daemon knows, so that it can be
 * broken off at any question.
 */
final class SetupTalk {
  /** How often a name or the words may be wrong before it is left for another time. */
  private static final int TRIES = 5;

  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";
  private static final String LATER =
      "Put off. The words are kept until you run 'dagbok setup' again, and you are reminded.";

  private final Session session;
  private final Terminal terminal;
  private final Prompt prompt;

  SetupTalk(Session session) {
    this.session = session;
    this.terminal = session.terminal();
    this.prompt = new Prompt(terminal);
  }

  /** Thrown nowhere else: the input ended, or was wrong too often. */
  private static final class Left extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Leads on from {@code state}; how the command ends. */
  ExitCode lead(JsonObject state) {
    try {
      JsonObject named = state.text("step", "").equals("name") ? name() : state;
      JsonObject checked = named.text("step", "").equals("phrase") ? phrase(named) : named;
      showNode(terminal, checked);
      ready(checked);
      return ExitCode.DONE;
    } catch (Left e) {
      terminal.line(session.inHome("Left here. Run 'dagbok setup' to go on."));
      return ExitCode.PARTLY;
    }
  }

  private String ask(String question) {
    return prompt.ask(question).orElseThrow(Left::new);
  }

  private JsonObject name() {
    terminal.heading("Begin your diary");
    terminal.wrapped(
        "A profile is a diary under one name: all that you write, signed by your own devices. It"
            + " lives with you and with everybody who follows you. There is no account, and nobody"
            + " can take it away.",
        0);
    terminal.line("");
    for (int tries = 0; tries < TRIES; tries++) {
      String name = ask("Your name, as others will see it:");
      if (!name.isEmpty() && isMade(name)) {
        return session.get("setup");
      }
    }
    throw new Left();
  }

  private boolean isMade(String name) {
    try {
      JsonObject unused = session.post("profiles", JsonObject.builder().put("name", name).build());
      return true;
    } catch (Failure e) {
      if (e.code() != ExitCode.USAGE) {
        throw e;
      }
      terminal.line("That does not work: " + e.error() + ". " + e.hint() + ".");
      return false;
    }
  }

  private JsonObject phrase(JsonObject state) {
    String profile = state.text("profile", "");
    terminal.line("");
    PhraseWords.print(terminal, session.get("setup/phrase").texts("phrase"));
    terminal.line("");
    terminal.wrapped(
        "Write these words on paper, in this order. They are the key of "
            + state.text("name", "your profile")
            + ": they bring it back if all your devices are lost. Whoever else has them has your profile. They are kept in one file that only you can read until you confirm that"
            + " you have them, then erased.",
        0);
    terminal.line("");
    String answer = ask("Enter when they are on paper; 'later' or 'skip the check' are possible:");
    if (answer.equalsIgnoreCase("later")) {
      terminal.line(session.inHome(LATER));
      return state;
    }
    if (answer.equalsIgnoreCase("skip the check")) {
      terminal.line("They are erased here. Your paper is all there is now.");
      return session.post("setup/forget", JsonObject.builder().put("profile", profile).build());
    }
    if (terminal.outIsTerminal()) {
      terminal.data(CLEAR);
    }
    return check(state, profile);
  }

  private JsonObject check(JsonObject state, String profile) {
    List<Long> ask = state.wholes("ask");
    for (int tries = 0; tries < TRIES; tries++) {
      Optional<List<JsonObject>> words = words(ask);
      if (words.isEmpty()) {
        terminal.line(session.inHome(LATER));
        return state;
      }
      JsonObject request =
          JsonObject.builder().put("profile", profile).putObjects("words", words.get()).build();
      List<Long> wrong = session.post("setup/check", request).wholes("wrong");
      if (wrong.isEmpty()) {
        terminal.line("All right. They are erased here; your paper is all there is now.");
        return session.get("setup");
      }
      wrong.forEach(at -> terminal.line("Word " + at + " is not that one."));
    }
    throw new Left();
  }

  /** What is typed for each place; nothing if it is put off. */
  private Optional<List<JsonObject>> words(List<Long> ask) {
    List<JsonObject> words = new ArrayList<>();
    for (long at : ask) {
      String word = ask("Word " + at + " (or 'later'):");
      if (word.equalsIgnoreCase("later")) {
        return Optional.empty();
      }
      words.add(JsonObject.builder().put("at", at).put("word", word).build());
    }
    return Optional.of(words);
  }

  /** The IPFS node in words. */
  static void showNode(Terminal terminal, JsonObject state) {
    JsonObject node = state.object("node").orElse(JsonObject.EMPTY);
    terminal.line("");
    terminal.heading("IPFS node: " + node.text("title", "none"));
    node.text("meaning").ifPresent(meaning -> terminal.wrapped(meaning, 0));
    node.text("peers").ifPresent(peers -> terminal.wrapped(peers, 0));
    node.object("better")
        .ifPresent(
            better -> {
              terminal.wrapped("To mend: " + better.text("text", ""), 0);
              terminal.wrapped(better.text("fix", ""), 2);
            });
  }

  private void ready(JsonObject state) {
    terminal.line("");
    terminal.heading("Ready, " + state.text("name", ""));
    terminal.line("Others follow you by this link, or by photographing this code:");
    terminal.line("");
    JsonObject qr = session.get("profiles/" + Reference.encoded(state.text("profile", "")) + "/qr");
    QrText.print(terminal, qr.texts("rows"));
    terminal.line(qr.text("link", ""));
    terminal.line("");
    terminal.line("Next, " + session.inHome("run 'dagbok post \"My first entry\"'"));
    terminal.line("   or " + session.inHome("run 'dagbok follow LINK'"));
  }
}
