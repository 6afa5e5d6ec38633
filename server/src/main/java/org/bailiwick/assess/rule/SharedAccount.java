package org.bailiwick.assess.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** An account that several people use: a generic name, and no person behind it. */
public final class SharedAccount {
    public static final String RULE = "shared-account";

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

    private final Set<String> generic;

    /** @param generic user names that name nobody, in small letters */
    public SharedAccount(Set<String> generic) {
        this.generic = Set.copyOf(generic);
    }

    public Verdict judge(AccountFacts account) {
        var username = account.username().toLowerCase(Locale.ROOT);
        var local = username.contains("@") ? username.substring(0, username.indexOf('@')) : username;
        if (account.service() || !isGeneric(local)) {
            return new Verdict.Clear();
        }
        var shown = account.displayName().toLowerCase(Locale.ROOT);
        var names = BETWEEN_WORDS.splitAsStream(shown).filter(word -> !word.isEmpty()).toList();
        var nameless = shown.equals(username) || names.size() < 2;
        if (!nameless && names.stream().noneMatch(generic::contains)) {
            return new Verdict.Clear();
        }
        return new Verdict.Found(account.held().orElse(Severity.MODERATE), "looks like a shared account",
                List.of("the name `%s` names a task and no person".formatted(account.username()),
                        nameless
                                ? "no first and last name of a person stand with it"
                                : "its display name `%s` names no person either".formatted(account.displayName())));
    }

    /** The name itself or what is left of it without its number. */
    private boolean isGeneric(String name) {
        return generic.contains(name) || generic.contains(name.replaceAll("[-_.]?\\d+$", ""));
    }
}
