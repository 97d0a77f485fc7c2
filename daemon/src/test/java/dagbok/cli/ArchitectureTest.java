package dagbok.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A command starts fast only if it loads little. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dagbok.cli", "dagbok.config");

  @Test
  void commandsReachNothingOfTheDaemon() {
    classes()
        .that()
        .resideInAPackage("dagbok.cli..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "picocli..",
            "tools.jackson.core..",
            "me.tongfei.progressbar..",
            "dagbok.cli..",
            "dagbok.config..")
        .check(CLASSES);
  }

  @Test
  void configurationStandsAlone() {
    classes()
        .that()
        .resideInAPackage("dagbok.config..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", "dagbok.config..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dagbok.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
