package org.bailiwick.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells people and scripts who they can be in the demo; written anew, as a whole, when the demo is ready. */
final class PersonasFile {
    private final Path file;

    PersonasFile(Path file) {
        this.file = file;
    }

    /**
     * @param tenants short names of the tenants this persona may see
     * @param accessToken valid for twelve hours
     */
    record Persona(String name, String role, List<String> tenants, String username, String password,
            String signInLink, String accessToken) {}

    void write(List<Persona> personas) {
        var text = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(personas);
        try {
            Files.createDirectories(file.getParent());
            var fresh = Files.createTempFile(file.getParent(), "personas", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
