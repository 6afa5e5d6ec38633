package org.bailiwick.pattern;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    static Optional<PatternKind> find(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }

    static PatternKind of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("there is no kind `%s`".formatted(text)));
    }
}
