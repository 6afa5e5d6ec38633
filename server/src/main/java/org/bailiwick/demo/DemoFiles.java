package org.bailiwick.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the demo tells people and scripts: who they can be, and where its fault proxy is. Written as a whole. */
final class DemoFiles {
    private final JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final Path folder;

    DemoFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * @param tenants short names of the tenants this persona may see
     * @param accessToken valid for twelve hours
     */
    record Persona(String name, String role, List<String> tenants, String username, String password,
            String signInLink, String accessToken) {}

    void personas(List<Persona> personas) {
        write("personas.json", personas);
    }

    void proxy(String url) {
        write("fault-proxy.json", Map.of("url", url, "control", url + "/.faults"));
    }

    private void write(String name, Object content) {
        try {
            Files.createDirectories(folder);
            var fresh = Files.createTempFile(folder, name, ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, json.writeValueAsString(content));
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
