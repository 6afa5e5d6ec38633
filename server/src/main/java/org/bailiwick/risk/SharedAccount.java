package org.bailiwick.risk;

import java.util.ArrayList;
import org.bailiwick.finding.Severity;

/**
 * An account that several people use: its username means a place or a task, and a second sign says so too. One sign
 * alone is not enough, for somebody may be called Front.
 */
public final class SharedAccount {
    public static final String RULE = "shared-account";

    private SharedAccount() {}

    public static Verdict judge(AccountFacts account, GenericNames names) {
        if (account.service() || Boolean.FALSE.equals(account.inUse()) || !names.generic(account.username())) {
            return new Verdict.Fine();
        }
        var reasons = new ArrayList<String>();
        reasons.add("its username `%s` means a place or a task, not a person".formatted(account.username()));
        var display = account.displayName().strip();
        if (display.isEmpty() || display.equalsIgnoreCase(account.username())
                || GenericNames.words(display).size() < 2) {
            reasons.add("it bears no first and last name of a person");
        } else if (names.anyGeneric(display)) {
            reasons.add("its display name `%s` means a place or a task, too".formatted(display));
        } else {
            return new Verdict.Fine();
        }
        if (!account.privileged().isEmpty()) {
            reasons.add(Held.sentence(account.privileged()));
        }
        return new Verdict.Found(
                account.privileged().isEmpty() ? Severity.MODERATE : Held.severity(account.privileged()),
                "`%s` looks like a shared account".formatted(account.username()), reasons);
    }
}
