package org.bailiwick;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bailiwick.testing.GoldenFile;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The folders are the architecture: each package is a module and uses only modules that stand before it. */
class ModuleMapTests {
    /** In the order in which data flows; the same list stands in ARCHITECTURE.md. */
    static final List<String> MODULES = List.of("platform", "web", "ledger", "tenant", "authority", "estate",
            "approval",
            "signin", "connector", "catalogue", "register", "change", "decision", "bulk", "template", "finding",
            "drift", "risk", "pattern", "lifecycle",
            "remediation", "evidence", "search", "console", "api", "assess", "demo");

    private static final String BASE = "org.bailiwick.";
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ServerClasses())
            .importPackages("org.bailiwick");

    @Test
    void everyPackageIsAModuleOfTheList() {
        var found = CLASSES.stream().map(ModuleMapTests::module).flatMap(Optional::stream).collect(Collectors.toSet());

        assertThat(found).containsExactlyInAnyOrderElementsOf(MODULES);
    }

    @Test
    void aModuleUsesOnlyModulesBeforeIt() {
        var backwards = new TreeSet<String>();
        for (var from : CLASSES) {
            for (var dependency : from.getDirectDependenciesFromSelf()) {
                var user = module(from);
                var used = module(dependency.getTargetClass());
                if (user.isPresent() && used.isPresent()
                        && MODULES.indexOf(used.get()) > MODULES.indexOf(user.get())) {
                    backwards.add("%s uses %s".formatted(from.getName(), dependency.getTargetClass().getName()));
                }
            }
        }

        assertThat(backwards).isEmpty();
    }

    @Test
    void whatIsInsideAModuleStaysInside() {
        // `proof` is a library of its own, all of whose packages are for use; Maven keeps it from using the server.
        ApplicationModules.of(Bailiwick.class, resideInAPackage("org.bailiwick.proof..")).verify();
    }

    @Test
    void theMapIsTheGoldenOne() {
        var map = new TreeMap<Integer, TreeSet<String>>();
        MODULES.forEach(module -> map.put(MODULES.indexOf(module), new TreeSet<>()));
        for (var from : CLASSES) {
            var user = module(from);
            from.getDirectDependenciesFromSelf().stream().map(dependency -> module(dependency.getTargetClass()))
                    .flatMap(Optional::stream).filter(used -> user.isPresent() && !used.equals(user.get()))
                    .forEach(used -> map.get(MODULES.indexOf(user.orElseThrow())).add(used));
        }
        var drawn = map.entrySet().stream()
                .map(entry -> MODULES.get(entry.getKey()) + " -> " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));

        GoldenFile.of("module-map.txt").matches(drawn);
    }

    private static Optional<String> module(JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith(BASE)) {
            return Optional.empty();
        }
        var rest = name.substring(BASE.length());
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }
}
