package org.bailiwick.evidence.control;

import java.util.Arrays;
import java.util.Locale;

/**
 * What of a tenant's rows tells whether a control is kept. The ids of rules are those of their findings.
 */
public enum Signal {
    READ_COMPLETELY("Every system was read completely in the last 7 days", Coverage.NOT_KNOWN,
            "no system is connected"), CONTRACT_ACCEPTED("The tenant's owner accepted the co-management contract",
                    Coverage.GAP,
                    "no contract is accepted"), SCOPE_APPROVED("An expected scope was approved in the last year",
                            Coverage.GAP, "no expected scope is approved"), CHANGES_VERIFIED(
                                    "Each change of the last 90 days is proven by a read-back", Coverage.NOT_KNOWN,
                                    "nothing was changed in the last 90 days"), AUTHORITY_NAMED(
                                            "Each act of a person in the last 90 days names the authority it used",
                                            Coverage.NOT_KNOWN,
                                            "nobody acted in the last 90 days"), DENIALS_RECORDED(
                                                    "Denials are recorded: one at least of the last 90 days is on record",
                                                    Coverage.NOT_KNOWN,
                                                    "nobody was denied anything in the last 90 days, so it was not seen"), LOG_AUDITED(
                                                            "The log was rebuilt from its stored bytes in the last 2 days, and holds",
                                                            Coverage.NOT_KNOWN,
                                                            "the log was never gone through"), ASSURANCE_STATED(
                                                                    "Whoever acted in the last 90 days, in the newest 2,000 of these acts, had authenticated with more than one factor",
                                                                    Coverage.NOT_KNOWN,
                                                                    "nobody acted in the last 90 days"), MSP_ACCESS_BOUNDED(
                                                                            "The MSP's authority here ends by itself, within a year of being given",
                                                                            Coverage.NOT_KNOWN,
                                                                            "nobody of the MSP holds authority here"), ENCRYPTION_REQUIRED(
                                                                                    "Every connected system wants TLS from everywhere",
                                                                                    Coverage.NOT_KNOWN,
                                                                                    "no system is connected"), ASSERTIONS_VERIFIED(
                                                                                            "Whoever signed in here in the last 90 days, in the newest 2,000 sign-ins, did so by an assertion that was verified and that came over TLS",
                                                                                            Coverage.NOT_KNOWN,
                                                                                            "nobody signed in through a provider of this tenant in the last 90 days"), MACHINE_KEYS(
                                                                                                    "Service accounts sign in by a key or a certificate, and not by a shared secret (RFC 9700, section 2.5)",
                                                                                                    Coverage.NOT_KNOWN,
                                                                                                    "no secret or key of a service account was read"), EXCESS_ACCESS(
                                                                                                            "Nobody holds access beyond the expected scope"), ROLE_MODEL_WEAKER(
                                                                                                                    "Roles and groups lead to no more than is intended"), ACCESS_MISSING(
                                                                                                                            "Expected access is there"), DELEGATED_ADMIN_UNEXPECTED(
                                                                                                                                    "No delegated admin is unexpected"), LOCKOUT_WEAK(
                                                                                                                                            "Failed sign-ins lock out as intended"), STALE_ADMIN(
                                                                                                                                                    "No admin is stale"), CREDENTIAL_OVERDUE(
                                                                                                                                                            "No credential is overdue"), NO_OWNER(
                                                                                                                                                                    "Every identity has an owner"), SHARED_ACCOUNT(
                                                                                                                                                                            "No account is shared"), LEAVER_EFFECTIVE(
                                                                                                                                                                                    "No leaver still has access"), ACCESS_RETURNED(
                                                                                                                                                                                            "No access returned after a revocation");

    private final String title;
    private final boolean rule;
    private final Coverage whenNone;
    private final String whyNone;

    Signal(String title) {
        this.title = title;
        this.rule = true;
        this.whenNone = Coverage.NOT_KNOWN;
        this.whyNone = "its rule was never asked here";
    }

    Signal(String title, Coverage whenNone, String whyNone) {
        this.title = title;
        this.rule = false;
        this.whenNone = whenNone;
        this.whyNone = whyNone;
    }

    /** What is claimed; the coverage says whether it holds. */
    public String title() {
        return title;
    }

    /** In files and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is told by the findings of the rule with the same id. */
    boolean rule() {
        return rule;
    }

    Coverage whenNone() {
        return whenNone;
    }

    String whyNone() {
        return whyNone;
    }

    /** @throws IllegalArgumentException where there is none */
    static Signal of(String id) {
        return Arrays.stream(values()).filter(signal -> signal.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no signal `%s`".formatted(id)));
    }
}
