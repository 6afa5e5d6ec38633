package org.bailiwick.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One version of PostgreSQL's programs, taken from the jar that carries them. Jars of two versions hold the same resource
 * name, so the jar, not the class path, says which version is meant.
 */
record PostgresBinaries(Path jar, String version) {
    private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar$");

    static PostgresBinaries in(Path jar) {
        Matcher version = VERSION.matcher(jar.getFileName().toString());
        if (!version.find()) {
            throw new LaunchException("`%s` does not name its version: give the jar under its published name"
                    .formatted(jar));
        }
        return new PostgresBinaries(jar, version.group(1));
    }

    static PostgresBinaries onClassPath() {
        String resource = resource();
        URL found = PostgresBinaries.class.getClassLoader().getResource(resource);
        if (found == null) {
            throw new LaunchException(
                    "no PostgreSQL for this processor (`%s`) on the class path: use amd64 or arm64 Linux"
                            .formatted(resource));
        }
        try {
            URI jar = ((JarURLConnection) found.openConnection()).getJarFileURL().toURI();
            return in(Path.of(jar));
        } catch (IOException | URISyntaxException failure) {
            throw new LaunchException("`%s` cannot be read: fetch the dependencies again".formatted(found), failure);
        }
    }

    private static String resource() {
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (processor) {
            case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
            case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
            default -> throw new LaunchException("no PostgreSQL for processor `%s`: use amd64 or arm64 Linux, "
                    .formatted(processor) + "or give a database by --database-url");
        };
    }

    String major() {
        return version.substring(0, version.indexOf('.'));
    }

    /** The folder of the programs below the home, unpacked at the first call. */
    Path unpackedIn(Path home) {
        Path folder = home.resolve("postgres-binaries-" + version);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try (var archive = new JarFile(jar.toFile())) {
            var entry = archive.getJarEntry(resource());
            if (entry == null) {
                throw new LaunchException("`%s` holds no PostgreSQL for this processor: give the jar of the right one"
                        .formatted(jar));
            }
            try (InputStream content = archive.getInputStream(entry)) {
                Unpacking.tarXz(content, folder);
            }
            return folder;
        } catch (IOException failure) {
            throw new LaunchException("PostgreSQL %s cannot be unpacked into `%s`: %s (is the disk full?)"
                    .formatted(version, folder, failure.getMessage()), failure);
        }
    }
}
