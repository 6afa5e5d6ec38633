package org.bailiwick.template;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/**
 * What a version of the expected scope says: job functions give entitlements, people have functions, and roles and
 * groups lead to what they are intended to. Only {@link ScopeReader} makes one, so that whatever exists is sound.
 *
 * @param json as it was read; its canonical form is what people agree to
 * @param everyone what every listed person is expected to hold
 * @param people by account name
 * @param roleModel what each role or group that it names may lead to
 */
public record ScopeContent(Json.Obj json, List<Entitlement> everyone, Map<String, JobFunction> functions,
        Map<String, Expected> people, Map<Entitlement, Set<Entitlement>> roleModel) {
    public ScopeContent {
        everyone = List.copyOf(everyone);
        functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
        people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
        roleModel = Collections.unmodifiableMap(new LinkedHashMap<>(roleModel));
    }

    /** @param kind {@code realm role}, {@code client role} or {@code group} */
    public record Entitlement(String kind, String name) {}

    public record JobFunction(String title, List<Entitlement> entitlements) {
        public JobFunction {
            entitlements = List.copyOf(entitlements);
        }
    }

    /**
     * @param connection the name of the one system meant; empty where every system of the tenant is
     * @param owner who answers for it, where it is no person: an account name of the tenant, or a mail address
     */
    public record Expected(List<String> functions, Optional<String> connection, Optional<String> owner) {
        public Expected {
            functions = List.copyOf(functions);
        }
    }

    /** Everything this account is expected to be given; what these contain is expected too. Empty for a stranger. */
    public Set<Entitlement> of(String username) {
        var expected = people.get(username);
        if (expected == null) {
            return Set.of();
        }
        var given = new LinkedHashSet<>(everyone);
        expected.functions().stream().map(functions::get).filter(Objects::nonNull)
                .forEach(function -> given.addAll(function.entitlements()));
        return given;
    }

    /** Who answers for which account, by account name, where the version names somebody. */
    Map<String, String> owners() {
        var owners = new LinkedHashMap<String, String>();
        people.forEach((username, expected) -> expected.owner().ifPresent(owner -> owners.put(username, owner)));
        return owners;
    }

    byte[] canonical() {
        return CanonicalJson.bytes(json);
    }

    /** SHA-256 of the canonical form, hexadecimal: what an approval is bound to. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
