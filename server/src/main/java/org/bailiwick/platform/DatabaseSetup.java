package org.bailiwick.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The script that a database administrator runs once, as superuser, in the database that is to hold the product: login
 * roles without passwords, none of which bypasses row-level security, and what each may do. It can be run again.
 */
public final class DatabaseSetup {
    private DatabaseSetup() {}

    public static String script(DatabaseRoles roles) {
        try (var in = Objects.requireNonNull(DatabaseSetup.class.getResourceAsStream("/db/database-setup.sql"))) {
            var script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var placeholder : roles.placeholders().entrySet()) {
                script = script.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
            }
            return script;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
