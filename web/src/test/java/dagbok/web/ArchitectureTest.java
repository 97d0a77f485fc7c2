package dagbok.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Arrows between packages point one way. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dagbok.web");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dagbok.web.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void portKnowsNothingOfTheWeb() {
    noClasses()
        .that()
        .resideInAPackage("dagbok.web.port")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "dagbok.web.http..", "tools.jackson..")
        .check(classes);
  }

  @Test
  void textIsPure() {
    noClasses()
        .that()
        .resideInAPackage("dagbok.web.text")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "java.nio.file..", "java.net.http..")
        .check(classes);
  }
}
