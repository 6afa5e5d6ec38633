package org.bailiwick;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantTx;
import org.junit.jupiter.api.Test;

/** The rules of CONTRIBUTING.md that a machine can keep. */
@AnalyzeClasses(packages = "org.bailiwick", importOptions = ServerClasses.class)
class HouseRulesTests {
    private static final int LONGEST_FILE = 400;

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_PLATFORM = noClasses().that().resideOutsideOfPackage("..platform..")
            .should().callMethod(Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule RANDOMNESS_COMES_FROM_THE_PLATFORM = noClasses().that().resideOutsideOfPackage("..platform..")
            .should().callMethod(UUID.class, "randomUUID").orShould().dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom").orShould().dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random");

    @ArchTest
    static final ArchRule ONLY_THE_PLATFORM_TOUCHES_CONNECTIONS = noClasses().that()
            .resideOutsideOfPackage("..platform..").should().dependOnClassesThat().areAssignableTo(Connection.class);

    @ArchTest
    static final ArchRule SQL_STANDS_IN_STORES = noClasses().that().resideOutsideOfPackage("..platform..").and()
            .haveSimpleNameNotEndingWith("Store").should().callMethod(TenantTx.class, "sql", String.class)
            .orShould().callMethod(ReadTx.class, "sql", String.class).orShould()
            .callMethod(GlobalTx.class, "sql", String.class);

    @ArchTest
    static final ArchRule STORES_ARE_PRIVATE_TO_THEIR_MODULE = classes().that().haveSimpleNameEndingWith("Store")
            .should().notBePublic();

    @ArchTest
    static final ArchRule CONTROLLERS_ARE_PRIVATE_TO_THEIR_MODULE = classes().that().haveSimpleNameEndingWith("Api")
            .or().haveSimpleNameEndingWith("Pages").should().notBePublic().allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_SAY_SOMETHING = noClasses().should().haveSimpleNameEndingWith("Manager").orShould()
            .haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils").orShould()
            .haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Impl").orShould()
            .haveSimpleNameEndingWith("Dto").orShould().haveSimpleNameEndingWith("Processor");

    @ArchTest
    static final ArchRule ONLY_THROWABLES_END_IN_EXCEPTION = classes().that().haveSimpleNameEndingWith("Exception")
            .should().beAssignableTo(Throwable.class);

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule CLASSES_ARE_FINAL = classes().that().areNotInterfaces().and().areNotEnums().and()
            .areNotRecords().and().doNotHaveModifier(JavaModifier.ABSTRACT).and().areNotAnonymousClasses().and()
            .areNotAnnotatedWith("org.springframework.context.annotation.Configuration").and()
            .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication").and()
            .haveSimpleNameNotStartingWith("package-info").should().haveModifier(JavaModifier.FINAL);

    @Test
    void noFileIsLongerThanFourHundredLines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            var everywhere = files.filter(file -> file.toString().matches("\\.\\./[a-z-]+/src/.*\\.java")).toList();
            assertThat(everywhere).hasSizeGreaterThan(sources().size())
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).as(file.toString())
                            .hasSizeLessThanOrEqualTo(LONGEST_FILE));
        }
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        var folders = sources().stream().map(Path::getParent).distinct().toList();

        assertThat(folders).isNotEmpty().allSatisfy(
                folder -> assertThat(Files.readString(folder.resolve("package-info.java"))).contains("@NullMarked"));
    }

    @Test
    void sourcesCarryNoNotesToSelf() throws IOException {
        assertThat(sources()).allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString())
                .doesNotContain("TODO", "FIXME", "XXX"));
    }

    @Test
    void migrationsHoldNoDataChangeOfTenantTables() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(files.toList()).allSatisfy(file -> assertThat(Files.readString(file)).as(file.toString())
                    .doesNotContainPattern(
                            "(?im)^\\s*(update (?!capability)|delete from |insert into (?!capability|work |witness_refusal ))"));
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
