package org.bailiwick;

import java.util.Arrays;
import java.util.Locale;
import org.bailiwick.platform.DatabaseRoles;
import org.bailiwick.platform.DatabaseSetup;
import org.bailiwick.platform.Migration;
import org.bailiwick.platform.UnfitDatabaseException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/**
 * The server. The first argument says what it does: {@code serve}, {@code migrate} (as the schema's owner, then ends)
 * or {@code database-setup} (prints the script for the database administrator).
 */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class) // each role has its own pool, none is primary
public class Bailiwick {
    public static void main(String[] arguments) {
        // What is recorded, packed and sent has the same words and digits on every machine.
        Locale.setDefault(Locale.ROOT);
        var command = arguments.length == 0 ? "" : arguments[0];
        var options = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (command) {
            case "serve" -> SpringApplication.run(Bailiwick.class, options);
            case "migrate" -> migrate(options);
            case "database-setup" -> System.out.println(DatabaseSetup.script(DatabaseRoles.DEFAULT));
            default -> {
                System.err.printf("unknown command `%s`; use serve, migrate or database-setup%n", command);
                System.exit(2);
            }
        }
    }

    /** Reads the same configuration files as the server, but starts nothing of it. */
    private static void migrate(String[] options) {
        var context = new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE)
                .logStartupInfo(false).run(options);
        try (context) {
            var environment = context.getEnvironment();
            int steps = Migration.run(environment.getRequiredProperty("bailiwick.database.url"),
                    environment.getRequiredProperty("bailiwick.database.migrate.username"),
                    environment.getRequiredProperty("bailiwick.database.migrate.password"), DatabaseRoles.DEFAULT);
            System.out.printf("the schema is up to date, %d steps taken%n", steps);
        } catch (UnfitDatabaseException unfit) {
            System.err.println("bailiwick: " + unfit.getMessage());
            System.exit(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
