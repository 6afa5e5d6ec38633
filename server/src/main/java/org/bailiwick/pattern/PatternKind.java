package org.bailiwick.pattern;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.finding.Rule;

/** By what findings of several tenants are taken for the same weakness. */
public enum PatternKind {
    IDENTITY("One person or service", "identities that correlation takes for one; never by name"), MACHINE(
            "Machine of one name",
            "the same account name of a service in the same kind of system; whether it is one service, a name does not say"), ACCOUNT(
                    "Shared account of one name", "the same account name in the same kind of system"), ACCESS(
                            "Same role or group",
                            "the same rule about a role or group of the same name in the same kind of system"), SETTING(
                                    "Same setting",
                                    "the same setting, weak in the same way, in the same kind of system");

    private static final Set<Rule> ABOUT_ACCOUNTS = Arrays.stream(Rule.values())
            .filter(each -> each != Rule.LOCKOUT_WEAK && each != Rule.ROLE_MODEL_WEAKER)
            .collect(Collectors.toUnmodifiableSet());

    private final String title;
    private final String basis;

    PatternKind(String title, String basis) {
        this.title = title;
        this.basis = basis;
    }

    /** As database, API and addresses say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return title;
    }

    /** What is compared. */
    public String basis() {
        return basis;
    }

    /**
     * Which rules could find it in a tenant: where the rule is no part of what is compared, each that looks at accounts or at
     * who has them, whether it found any or not.
     *
     * @param found rules that did find it
     */
    Collection<Rule> couldFind(Collection<Rule> found) {
        return switch (this) {
            case IDENTITY, MACHINE -> ABOUT_ACCOUNTS;
            case ACCOUNT, ACCESS, SETTING -> found;
        };
    }

    /** Which rules could find any of this kind at all. */
    Collection<Rule> couldFind() {
        return switch (this) {
            case IDENTITY, MACHINE -> ABOUT_ACCOUNTS;
            case ACCOUNT -> Set.of(Rule.SHARED_ACCOUNT);
            case ACCESS -> Set.of(Rule.EXCESS_ACCESS, Rule.ACCESS_RETURNED, Rule.DELEGATED_ADMIN_UNEXPECTED,
                    Rule.ROLE_MODEL_WEAKER);
            case SETTING -> Set.of(Rule.LOCKOUT_WEAK);
        };
    }

    static Optional<PatternKind> find(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }

    static PatternKind of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("there is no kind `%s`".formatted(text)));
    }
}
