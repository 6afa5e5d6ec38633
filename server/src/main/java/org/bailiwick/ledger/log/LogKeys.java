package org.bailiwick.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.KeyFile;
import org.bailiwick.proof.Base64Text;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.note.SignatureType;
import org.bailiwick.proof.note.SigningKey;
import org.bailiwick.proof.note.VerifierKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * With what the logs sign. One secret a generation, in a file outside the database that all nodes share; each log's key
 * is derived from it (RFC 5869), so that no two logs have the same key. The newest generation signs; older ones are
 * kept, because what they signed must be checked as long as it is kept.
 */
@Component
public final class LogKeys {
    private static final int BYTES = 32;
    private static final String INSTANCE = "[a-z0-9]([a-z0-9./-]{0,98}[a-z0-9])?";

    private final String instance;
    private final List<byte[]> generations = new ArrayList<>();
    /** Deriving one costs as much as a signature. */
    private final Map<Derived, SigningKey> derived = new ConcurrentHashMap<>();

    private record Derived(String origin, int generation) {}

    /** @param configured the name under which the world knows this installation; empty for one that is made once */
    LogKeys(@Value("${bailiwick.var}") Path var, @Value("${bailiwick.log.instance:}") String configured, Ids ids) {
        var keys = var.resolve("keys");
        this.instance = configured.isBlank()
                ? KeyFile.readOrMake(keys.resolve("log-instance"), () -> "bailiwick-" + ids.uuid())
                : configured.strip();
        if (!instance.matches(INSTANCE)) {
            throw new IllegalStateException(
                    "`bailiwick.log.instance` is like a host name, for example `msp.example`, not `%s`"
                            .formatted(instance));
        }
        KeyFile.readOrMake(file(keys, 1), () -> Base64Text.write(ids.bytes(BYTES)));
        for (int generation = 1; KeyFile.exists(file(keys, generation)); generation++) {
            generations.add(secret(file(keys, generation)));
        }
    }

    private static Path file(Path keys, int generation) {
        return keys.resolve("log-signing-key-" + generation);
    }

    private static byte[] secret(Path file) {
        try {
            byte[] secret = Base64Text.read(KeyFile.read(file));
            if (secret.length == BYTES) {
                return secret;
            }
        } catch (MalformedProofException notBase64) {
            // Said below, without the secret.
        }
        throw new IllegalStateException("the key file `%s` does not hold 32 bytes in base 64".formatted(file));
    }

    /** The one that signs. */
    public int newest() {
        return generations.size();
    }

    public String originOf(UUID tenant) {
        return instance + "/t/" + tenant;
    }

    /** Whose log this is; empty for one that is no tenant's of this installation. */
    Optional<UUID> tenantOf(String origin) {
        try {
            var tenant = UUID.fromString(origin.substring(origin.lastIndexOf('/') + 1));
            return Optional.of(tenant).filter(each -> originOf(each).equals(origin));
        } catch (IllegalArgumentException noTenant) {
            return Optional.empty();
        }
    }

    public String heads() {
        return instance + "/heads";
    }

    /** The key of the log with this origin; empty where this generation's secret is not here. */
    public Optional<SigningKey> key(String origin, int generation) {
        if (generation < 1 || generation > generations.size()) {
            return Optional.empty();
        }
        return Optional.of(derived.computeIfAbsent(new Derived(origin, generation),
                wanted -> new SigningKey(origin, SignatureType.NOTE, derive(origin, generations.get(generation - 1)))));
    }

    /** By which everything is checked that this log ever signed. */
    List<VerifierKey> verifierKeys(String origin) {
        return IntStream.rangeClosed(1, newest())
                .mapToObj(generation -> key(origin, generation).orElseThrow().verifierKey()).toList();
    }

    SigningKey newestKey(String origin) {
        return key(origin, newest()).orElseThrow();
    }

    private static byte[] derive(String origin, byte[] secret) {
        try {
            var parameters = HKDFParameterSpec.ofExtract().addIKM(secret)
                    .thenExpand(("bailiwick log signing key v1\n" + origin).getBytes(UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Java 25 has HKDF", missing);
        }
    }
}
