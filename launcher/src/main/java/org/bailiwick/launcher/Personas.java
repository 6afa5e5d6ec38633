package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The people of the demo, whom the server writes down when each of them can sign in. */
record Personas(Path file) {

    private static final String APPROVER = "approver";
    private static final String SECOND = "second approver";
    private static final int APPROVERS_SHOWN = 3;
    private static final String SIGN_IN = "/demo/sign-in/";
    private static final String TOUR = "/demo/tour/start/";
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** One of them. */
    record Persona(String name, String role, List<String> tenants, String signInLink) {

        Persona {
            tenants = List.copyOf(tenants);
        }

        String line() {
            return "  %-15s %-38s %s".formatted(role, name + " (" + where() + ")", signInLink);
        }

        private String where() {
            return tenants.size() > 3 ? tenants.size() + " tenants" : String.join(", ", tenants);
        }
    }

    /** Those of an earlier run say nothing about this one: their links end with its Keycloak. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new LaunchException("`%s` cannot be removed: check who owns it".formatted(file), failure);
        }
    }

    /** What is printed: of the approvers, who are as many as customers, only the first few. */
    List<String> lines(List<Persona> all) {
        var approvers = all.stream().filter(persona -> persona.role().equals(APPROVER)).toList();
        var shown = new ArrayList<String>();
        var seconds = all.stream().filter(persona -> persona.role().equals(SECOND)).toList();
        all.stream().filter(persona -> !persona.role().endsWith(APPROVER)).map(Persona::line).forEach(shown::add);
        for (var approver : approvers.stream().limit(APPROVERS_SHOWN).toList()) {
            shown.add(approver.line());
            seconds.stream().filter(second -> second.tenants().equals(approver.tenants())).map(Persona::line)
                    .forEach(shown::add);
        }
        if (approvers.size() > APPROVERS_SHOWN) {
            shown.add("  %d more approvers of customers stand in `%s`".formatted(
                    approvers.size() - APPROVERS_SHOWN + seconds.stream().filter(second -> approvers.stream()
                            .skip(APPROVERS_SHOWN).anyMatch(each -> each.tenants().equals(second.tenants()))).count(),
                    file));
        }
        return shown;
    }

    /** Where the guided tour begins: whoever has a sign-in link may take it. */
    Optional<String> tour(List<Persona> all) {
        return all.stream().map(Persona::signInLink).filter(link -> link.contains(SIGN_IN)).findFirst()
                .map(link -> "  %-49s %s".formatted("guided tour, ten steps", link.replace(SIGN_IN, TOUR)));
    }

    /** Empty while the server has not written all of them. */
    Optional<List<Persona>> read() {
        try {
            List<Persona> found = List.of(JSON.readValue(Files.readString(file), Persona[].class));
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        } catch (IOException | JacksonException notYet) {
            return Optional.empty();
        }
    }
}
