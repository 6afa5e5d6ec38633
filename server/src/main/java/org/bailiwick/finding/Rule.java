package org.bailiwick.finding;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bailiwick.authority.Side;

/** The word list of what is looked for, and on whose side the owner of such a finding stands at first. */
public enum Rule {
    EXCESS_ACCESS("excess-access", "Access beyond the expected scope", Side.TENANT), ACCESS_MISSING("access-missing",
            "Expected access is missing", Side.TENANT), DELEGATED_ADMIN_UNEXPECTED("delegated-admin-unexpected",
                    "Access of the MSP nobody expects",
                    Side.MSP), LOCKOUT_WEAK("lockout-weak", "Lockout off or weak", Side.MSP), STALE_ADMIN("stale-admin",
                            "Stale admin", Side.MSP), CREDENTIAL_OVERDUE("credential-overdue", "Credential overdue",
                                    Side.TENANT), NO_OWNER("no-owner", "Identity without an owner",
                                            Side.TENANT), SHARED_ACCOUNT("shared-account", "Shared account",
                                                    Side.TENANT), LEAVER_EFFECTIVE("leaver-effective",
                                                            "Leaver still has access",
                                                            Side.MSP), ACCESS_RETURNED("access-returned",
                                                                    "Access returned after a revocation",
                                                                    Side.MSP), ROLE_MODEL_WEAKER("role-model-weaker",
                                                                            "Role model weaker than intended",
                                                                            Side.MSP);

    private static final Map<String, Rule> BY_ID = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Rule::id, Function.identity()));

    private final String id;
    private final String title;
    private final Side side;

    Rule(String id, String title, Side side) {
        this.id = id;
        this.title = title;
        this.side = side;
    }

    /** As database, API and addresses say it; never changes. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    Side side() {
        return side;
    }

    public static Optional<Rule> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** @throws IllegalArgumentException where there is no such rule */
    public static Rule of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no rule `%s`".formatted(id)));
    }
}
