package org.bailiwick.evidence;

import java.util.Map;
import org.bailiwick.authority.Wording;
import org.bailiwick.ledger.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * An entry as one sentence, for a reader who knows neither the product nor its words: who did what, to what. What was
 * written about it stands beside it, the record behind it.
 *
 * @param who null where the name was erased
 * @param about null where the name was erased, or nothing is to be named
 * @param words what was written about it, where the sentence does not say it already; null otherwise
 */
public record Story(@Nullable String who, String did, @Nullable String about, @Nullable String words) {
    private static final Map<String, String> ACTIONS = Map.ofEntries(Map.entry("signed in", "signed in through"),
            Map.entry("oversight read", "looked across several tenants, in the view"),
            Map.entry("tenant created", "created the tenant"), Map.entry("connection set", "set the connection"),
            Map.entry("contract proposed", "proposed the contract,"),
            Map.entry("contract accepted", "accepted the contract,"),
            Map.entry("authority given", "gave somebody the authority to"),
            Map.entry("mail domains set", "set the"),
            Map.entry("provider secret set", "replaced the secret of"),
            Map.entry("snapshot requested", "asked for another reading of"),
            Map.entry("identity correlated", "recognised anew"),
            Map.entry("grant kept", "decided to keep"),
            Map.entry("decision abstained", "abstained from deciding about"),
            Map.entry("revocation decided", "decided to revoke"),
            Map.entry("bulk decision requested", "asked for the bulk"),
            Map.entry("bulk decision carried out", "carried out the bulk"),
            Map.entry("unlock decided", "decided to unlock"),
            Map.entry("approval requested", "asked for an approval of"), Map.entry("approved", "approved"),
            Map.entry("approval refused", "refused"), Map.entry("approval withdrawn", "took back the question about"),
            Map.entry("expected scope proposed", "proposed the expected scope,"),
            Map.entry("expected scope approved", "put in force the expected scope,"),
            Map.entry("expected scope refused", "refused the expected scope,"),
            Map.entry("leaver case opened", "opened a leaver case about"),
            Map.entry("leaver case extended", "found more access in the leaver case about"),
            Map.entry("leaver case continued", "ordered what was left in the leaver case about"),
            Map.entry("tenant taken out of leaver case", "took a tenant out of the leaver case about"),
            Map.entry("tenant put back into leaver case", "put a tenant back into the leaver case about"),
            Map.entry("leaver case closed", "proved the end of the access of, in all tenants,"),
            Map.entry("leaver case reopened", "found access again of"),
            Map.entry("leaver case cancelled", "cancelled the leaver case about"),
            Map.entry("end of access asked for", "asked to end the access of"),
            Map.entry("end of access ordered", "ordered the end of the access of"),
            Map.entry("end of access refused", "refused to end the access of"),
            Map.entry("end of access withdrawn", "took back the end of the access of"),
            Map.entry("audit pack requested", "asked for the audit pack of"),
            Map.entry("audit pack sealed", "put on record what is in the audit pack of"),
            Map.entry("log fault found", "rebuilt the log from its entries and found it altered:"),
            Map.entry("entries removed by retention", "removed the oldest entries, which were kept long enough, of"),
            Map.entry("erasure requested", "asked to erase from the record"),
            Map.entry("erasure stopped", "kept on record after all"),
            Map.entry("personal data erased", "erased from the record"),
            Map.entry("legal hold set", "set the legal hold"), Map.entry("legal hold lifted", "lifted the legal hold"),
            Map.entry("witness registered", "has the heads log witnessed by"),
            Map.entry("witness removed", "no longer has the heads log witnessed by"),
            Map.entry("witness refused the log", "was refused by the witness"),
            Map.entry("count", "counted what was repeated after the first entry about"));
    private static final Map<String, String> STATES = Map.ofEntries(Map.entry("planned", "planned the removal of"),
            Map.entry("authorised", "ordered the removal of"), Map.entry("intent", "is about to remove"),
            Map.entry("sent", "asked the system to remove"),
            Map.entry("accepted", "was told by the system that it removed"),
            Map.entry("refused", "was told by the system that it does not remove"),
            Map.entry("unknown", "does not know whether the system removed"),
            Map.entry("verified", "read the system again and proved the removal of"),
            Map.entry("still effective", "read the system again and still found"),
            Map.entry("unreachable", "could not read the system again after the removal of"),
            Map.entry("not proven", "read the system again and could not prove the removal of"),
            Map.entry("undone", "took back the removal of"));

    /** Before what is set, for example {@code unlock account of ben.ward}. */
    private static final Map<String, String> ACCOUNT_STATES = Map.ofEntries(Map.entry("planned", "planned to"),
            Map.entry("authorised", "ordered to"), Map.entry("intent", "is about to"),
            Map.entry("sent", "asked the system to"), Map.entry("accepted", "was answered yes to"),
            Map.entry("refused", "was answered no to"), Map.entry("unknown", "got no answer whether the system did"),
            Map.entry("verified", "read the system again and proved the effect of"),
            Map.entry("still effective", "read the system again and saw no effect of"),
            Map.entry("unreachable", "could not read the system again after"),
            Map.entry("not proven", "read the system again and could not prove"),
            Map.entry("undone", "took back"));

    public static Story of(Recorded entry) {
        return of(EvidenceItem.of(entry, "", null, Map.of()));
    }

    static Story of(EvidenceItem item) {
        var who = item.actor().name();
        var name = item.target().name();
        var state = item.state();
        var words = words(item);
        return switch (item.action()) {
            case "access denied" -> "capability".equals(item.target().type()) && name != null
                    ? new Story(who, "was not allowed to", Wording.may(name), words)
                    : new Story(who, "was not allowed to decide about", name, words);
            case "authority given" ->
                new Story(who, did(item.action()), name == null ? null : Wording.may(name), words);
            case "authority revoked" -> new Story(who, "took an authority back", null, words);
            case "snapshot ended" -> new Story(who, item.outcome().equals("success") ? "read" : "could not read", name,
                    words);
            case "change state" -> new Story(who, STATES.getOrDefault(String.valueOf(state),
                    "went on with the removal of"), name, words);
            case "account change state" -> new Story(who,
                    ACCOUNT_STATES.getOrDefault(String.valueOf(state), "went on with"), name, words);
            default -> new Story(who, did(item.action()), name, words);
        };
    }

    private static String did(String action) {
        return ACTIONS.getOrDefault(action, action + ":");
    }

    /**
     * The part that the sentence leaves out. What a person chose, a reason or an account's name, can only make more of
     * the text appear and never less.
     */
    private static @Nullable String words(EvidenceItem item) {
        var message = item.message();
        if (message == null) {
            return null;
        }
        return switch (item.action()) {
            case "signed in", "snapshot requested", "snapshot ended", "connection set", "tenant created" -> null;
            case "grant kept", "decision abstained", "revocation decided", "unlock decided" ->
                after(message, "`: ", message);
            case "change state", "account change state" -> after(message, " is %s: ".formatted(item.state()), null);
            default -> message;
        };
    }

    private static @Nullable String after(String message, String mark, @Nullable String otherwise) {
        int at = message.indexOf(mark);
        return at < 0 ? otherwise : message.substring(at + mark.length());
    }
}
