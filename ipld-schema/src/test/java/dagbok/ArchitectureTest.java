package dagbok;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What keeps this module pure, and its packages pointing one way. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dagbok");

  @Test
  void doesNoInputOrOutput() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccessFile|Console).*")
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void startsNoThread() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.(Thread.*|Process.*|Runtime)|java\\.util\\.Timer.*")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.util\\.concurrent\\..*(Execut|Future|ForkJoin|Thread).*")
        .check(CLASSES);
  }

  @Test
  void readsNoClock() {
    noClasses()
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(nameMatching("currentTimeMillis|nanoTime|now|system.*"))
                .and(
                    JavaCall.Predicates.target(
                        owner(
                            resideInAPackage("java.time..")
                                .or(JavaClass.Predicates.type(System.class))))))
        .orShould()
        .callConstructor(java.util.Date.class)
        .check(CLASSES);
  }

  @Test
  void packagesPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true) // until all of them are written
        .layer("cid")
        .definedBy("dagbok.cid..")
        .layer("codec")
        .definedBy("dagbok.codec..")
        .layer("block")
        .definedBy("dagbok.block..")
        .layer("crypto")
        .definedBy("dagbok.crypto..")
        .layer("schema")
        .definedBy("dagbok.schema..")
        .layer("dag")
        .definedBy("dagbok.dag..")
        .whereLayer("cid")
        .mayNotAccessAnyLayer()
        .whereLayer("codec")
        .mayOnlyAccessLayers("cid")
        .whereLayer("block")
        .mayOnlyAccessLayers("codec", "cid")
        .whereLayer("crypto")
        .mayOnlyAccessLayers("schema", "block", "codec", "cid")
        .whereLayer("schema")
        .mayOnlyAccessLayers("crypto", "block", "codec", "cid")
        .whereLayer("dag")
        .mayOnlyAccessLayers("crypto", "schema", "block", "codec", "cid")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dagbok.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
