package org.bailiwick.platform;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema to this version as its owner, in a process of its own: the running server never has this
 * credential.
 */
public final class Migration {
    private Migration() {}

    /**
     * @return how many steps were taken
     * @throws UnfitDatabaseException where the database refuses or was changed by hand
     */
    public static int run(String url, String username, String password, DatabaseRoles roles) {
        try {
            return Flyway.configure().dataSource(url, username, password).locations("classpath:db/migration")
                    .placeholders(roles.placeholders()).validateMigrationNaming(true).cleanDisabled(true).load()
                    .migrate().migrationsExecuted;
        } catch (FlywayException refused) {
            throw UnfitDatabaseException.silent(url, refused);
        }
    }
}
