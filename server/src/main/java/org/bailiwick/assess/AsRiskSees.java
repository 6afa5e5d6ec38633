package org.bailiwick.assess;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bailiwick.assess.rule.Severity;
import org.bailiwick.assess.rule.Verdict;
import org.bailiwick.connector.Observed.Account;
import org.bailiwick.risk.AccountFacts;
import org.bailiwick.risk.CredentialFacts;
import org.bailiwick.risk.Held;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a file, as the facts that the server's rules judge: a finding of the report is the finding that the portal
 * would have. A realm export tells of no sign-in.
 */
final class AsRiskSees {
    private static final long NOWHERE = 0;

    private AsRiskSees() {}

    static AccountFacts account(Account account, List<String> pending, Privileges privileges) {
        return new AccountFacts(NOWHERE, account.username(), account.displayName(), account.service(),
                account.inUse(), account.createdAt(), pending, null, null, held(privileges));
    }

    static CredentialFacts credential(String client, String kind, @Nullable Instant created,
            @Nullable Instant expires, Privileges privileges) {
        return new CredentialFacts(NOWHERE, client, kind, null, created, expires, held(privileges));
    }

    static Verdict verdict(org.bailiwick.risk.Verdict judged) {
        return verdict(judged, why -> why);
    }

    /** @param notKnown what to say to a reader of files in place of the rule's own words */
    static Verdict verdict(org.bailiwick.risk.Verdict judged, UnaryOperator<String> notKnown) {
        return switch (judged) {
            case org.bailiwick.risk.Verdict.Found(var severity, var title, var reasons) ->
                new Verdict.Found(Severity.of(severity.text()).orElseThrow(), title, reasons);
            case org.bailiwick.risk.Verdict.NotKnown(var why) -> new Verdict.NotKnown(notKnown.apply(why));
            case org.bailiwick.risk.Verdict.Fine() -> new Verdict.Clear();
        };
    }

    /** What none of the others contains says it all. */
    private static List<Held> held(Privileges privileges) {
        return privileges.top().stream().map(holding -> new Held(holding.right().name(), holding.tier().word(),
                holding.meaning().selfRaising())).toList();
    }
}
