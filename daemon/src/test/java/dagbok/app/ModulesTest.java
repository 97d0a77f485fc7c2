package dagbok.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and between the daemon's packages (docs/design.md, section 5). */
final class ModulesTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dagbok");

  private static final String[] PURE = {
    "dagbok.cid..",
    "dagbok.codec..",
    "dagbok.block..",
    "dagbok.crypto..",
    "dagbok.schema..",
    "dagbok.dag.."
  };

  @Test
  void webAndKuboClientStandOnThePureModuleAlone() {
    for (String module : new String[] {"dagbok.web..", "dagbok.kubo.."}) {
      String[] allowed = Arrays.copyOf(PURE, PURE.length + 1);
      allowed[PURE.length] = module;
      noClasses()
          .that()
          .resideInAPackage(module)
          .should()
          .dependOnClassesThat(resideInAPackage("dagbok..").and(resideOutsideOfPackages(allowed)))
          .check(CLASSES);
    }
  }

  @Test
  void onlyTheAdaptersKnowKubo() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dagbok.kubo..", "dagbok.ipfs.kubo..", "dagbok.app")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dagbok.kubo..")
        .check(CLASSES);
  }

  @Test
  void storeKnowsNothingOfNetworkOrPages() {
    noClasses()
        .that()
        .resideInAPackage("dagbok.store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dagbok.ipfs..", "dagbok.web..", "dagbok.profile", "dagbok.sync")
        .check(CLASSES);
  }

  /** Publishing and archiving still speak the page's words; nothing else may begin to. */
  @Test
  void pageIsKnownToFew() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dagbok.web..", "dagbok.app", "dagbok.publish", "dagbok.archive")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dagbok.web..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dagbok.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingDependsOnTheCompositionRoot() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dagbok.app")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dagbok.app")
        .check(CLASSES);
  }
}
