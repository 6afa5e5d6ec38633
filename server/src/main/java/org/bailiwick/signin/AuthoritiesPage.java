package org.bailiwick.signin;

import java.time.Instant;
import java.util.List;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what in a tenant, from whom and until when.
 *
 * @param handOn null where the person hands nothing on here
 * @param owner the form by which the MSP names the tenant's owner; null where that is not theirs to do, or done
 * @param problem why nothing was changed; null before the first try
 */
public record AuthoritiesPage(VisibleTenant tenant, List<Row> inForce, List<Row> ended, @Nullable HandOn handOn,
        @Nullable OwnerForm owner, @Nullable String problem) {
    public AuthoritiesPage {
        inForce = List.copyOf(inForce);
        ended = List.copyOf(ended);
    }

    /**
     * What one person was given on one day, for the same reason and until the same end.
     *
     * @param may ids and words, a line each
     * @param source what it stands on
     * @param endedAt when it was taken back or ran out; null while it is in force
     * @param mayTakeBack whether to show the form; the route decides again
     */
    public record Row(String holder, List<Option> may, String side, String source, Instant since,
            @Nullable Instant until, @Nullable Instant endedAt, String reason, @Nullable String ticket,
            boolean mayTakeBack) {}

    /** How many authorities these rows hold. */
    public static int counted(List<Row> rows) {
        return rows.stream().mapToInt(row -> row.may().size()).sum();
    }

    public record Option(String value, String label) {}

    /** @param may what the person holds here and can hand on */
    public record HandOn(List<Option> may, List<Option> issuers, Typed typed) {
        /** @param until a day, or empty */
        public record Typed(String issuer, String subject, String name, String capability, String until,
                String reason, String ticket) {
            static final Typed NOTHING = new Typed("", "", "", "", "", "", "");
        }
    }

    /** The client's secret is never shown again. */
    public record OwnerForm(String providerName, String issuer, String clientId, String subject, String name,
            String reason) {
        static final OwnerForm EMPTY = new OwnerForm("", "", "", "", "", "");
    }

    public String path() {
        return "/t/" + tenant.shortName() + "/authorities";
    }
}
