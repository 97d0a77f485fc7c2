package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.web.http.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
  private static final Set<String> PAGES_OWN = Set.of("GET /static/{name}", "GET /open");

  @TempDir Path folder;

  @Test
  void describesEveryRouteAndNoOther() throws IOException {
    try (Site site = new Site(folder)) {
      Set<String> routes =
          site.server.routes().all().stream()
              .filter(route -> route.access() != Access.SESSION)
              .map(route -> route.method() + " " + route.template().text())
              .filter(route -> !PAGES_OWN.contains(route))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(described(site)).isEqualTo(routes);
    }
  }

  private static Set<String> described(Site site) {
    JsonNode paths = new JsonMapper().readTree(site.get("/openapi.json").body()).get("paths");
    Set<String> described = new TreeSet<>();
    for (String path : paths.propertyNames()) {
      for (String method : paths.get(path).propertyNames()) {
        described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
      }
    }
    return described;
  }
}
