package org.bailiwick.bwk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access token with which the server is asked: from a file or the environment, never from the command line, which
 * every user of the machine can read. A file is read again each time, so whoever renews it there is believed for longer.
 */
final class BearerToken {
    static final String VARIABLE = "BAILIWICK_TOKEN";
    private static final int LONGEST = 1 << 16;

    private final @Nullable Path file;
    private final String value;

    private BearerToken(@Nullable Path file, String value) {
        this.file = file;
        this.value = value;
    }

    /** @param file where one is named; else the environment has it */
    static BearerToken of(Optional<Path> file, Map<String, String> environment) throws IOException {
        var token = new BearerToken(file.orElse(null), environment.getOrDefault(VARIABLE, ""));
        token.value();
        return token;
    }

    String value() throws IOException {
        if (file != null) {
            return checked(read(file), "the file `" + file + "`");
        }
        if (value.isBlank()) {
            throw new UsageException("there is no token: put one into the variable `" + VARIABLE
                    + "`, or into a file for `--token-file`");
        }
        return checked(value, "the variable `" + VARIABLE + "`");
    }

    private static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), US_ASCII);
        }
    }

    /** The form of RFC 6750; said without the token, which belongs into no message. */
    private static String checked(String token, String where) {
        String stripped = token.strip();
        if (!stripped.matches("[A-Za-z0-9._~+/-]+=*")) {
            throw new UsageException(where + " holds no token: it is to be one word, as the provider gave it");
        }
        return stripped;
    }
}
