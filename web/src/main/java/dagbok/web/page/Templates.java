package dagbok.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The templates, compiled when the project is built. Thread-safe. */
public final class Templates {
  private static final String PACKAGE = "dagbok.web.page.template";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

  /** The HTML of one template with its parameters. */
  public String render(String name, Map<String, Object> parameters) {
    StringOutput out = new StringOutput();
    engine.render(name + ".jte", parameters, out);
    return out.toString();
  }
}
