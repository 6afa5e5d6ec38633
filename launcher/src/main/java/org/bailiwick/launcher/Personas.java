package org.bailiwick.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The people of the demo, whom the server writes down when each of them can sign in. */
record Personas(Path file) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** One of them. */
    record Persona(String name, String role, List<String> tenants, String signInLink) {

        Persona {
            tenants = List.copyOf(tenants);
        }

        String line() {
            return "  %-14s %-34s %s".formatted(role, name + " (" + String.join(", ", tenants) + ")", signInLink);
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
