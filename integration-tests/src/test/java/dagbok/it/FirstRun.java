package dagbok.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.BiConsumer;

/** Goes through the steps of the first run in the page, as somebody does who reads them. */
final class FirstRun {
  private static final int PHRASE_WORDS = 24;

  private final Visitor visitor;
  private final BiConsumer<Page, String> look;

  /** With what is done at each step, under its name. */
  FirstRun(Visitor visitor, BiConsumer<Page, String> look) {
    this.visitor = visitor;
    this.look = look;
  }

  /** All of it, from the first page; gives the root CID. */
  String through(String name) {
    List<String> words = begin(name);
    confirm(words);
    page().getByText("Go on").click();
    page().waitForURL("**/setup/ready");
    look.accept(page(), "setup-ready");
    assertThat(page().locator("h1")).hasText("Welcome, " + name);
    assertThat(page().locator(".remind")).hasCount(0);
    return root();
  }

  /** Makes the profile; gives the words, of which the visitor is looking at the page. */
  List<String> begin(String name) {
    page().waitForURL("**/setup");
    look.accept(page(), "setup");
    page().getByLabel("Your name").fill(name);
    press("Make the profile");
    page().waitForURL("**/setup/phrase");
    look.accept(page(), "setup-phrase");
    List<String> words = page().locator("ol.phrase li").allTextContents();
    assertThat(words).hasSize(PHRASE_WORDS).doesNotContain("");
    return words;
  }

  /** Confirms the words, from the page that shows them; ends up at the IPFS node. */
  void confirm(List<String> words) {
    page().getByText("I have written them down").click();
    page().waitForURL("**/setup/check");
    look.accept(page(), "setup-check");
    answer(words, "wrong");
    assertThat(page().getByRole(AriaRole.ALERT)).containsText("not that one");
    look.accept(page(), "setup-wrong");
    answer(words, "");
    page().waitForURL("**/setup/node");
    look.accept(page(), "setup-node");
  }

  /** Fills in what is asked for; the first of them with {@code instead}, if it is not empty. */
  private void answer(List<String> words, String instead) {
    List<Locator> fields = page().locator("input[name=word]").all();
    List<Locator> places = page().locator("input[name=at]").all();
    assertThat(fields).hasSize(3);
    for (int i = 0; i < fields.size(); i++) {
      int place = Integer.parseInt(places.get(i).inputValue());
      boolean right = i > 0 || instead.isEmpty();
      fields.get(i).fill(right ? words.get(place - 1) : instead);
    }
    press("Check");
  }

  private String root() {
    String link = page().locator(".share .cid").first().textContent();
    String root = page().locator(".share .cid").last().textContent();
    assertThat(link).startsWith("dagbok:" + root);
    return root;
  }

  private void press(String button) {
    page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private Page page() {
    return visitor.page();
  }
}
