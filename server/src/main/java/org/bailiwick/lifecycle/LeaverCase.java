package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.authority.Principal;
import org.bailiwick.decision.Ticket;

/**
 * Somebody of the MSP leaves. The case stands in the MSP's own tenant and is over when the end of every access is proven.
 *
 * @param subject the person, over all tenants, as correlation has it now; the case is about an identity of the MSP's own
 * @param memberships whether direct memberships are taken away too; otherwise accounts are disabled only
 * @param acting under whose authority it goes on: who opened it, or ordered what was left since
 * @param ended why it was cancelled
 * @param readFrom what was read before says nothing about it: opened, continued or reopened then
 * @param signals how often a reading showed something left; a look that began before the newest one closes nothing
 */
public record LeaverCase(long id, UUID publicId, UUID subject, String name, boolean memberships, String reason,
        Ticket ticket, Principal.Person acting, Instant openedAt, CaseState state, Instant stateAt,
        Optional<String> ended, int timesReopened, UUID correlation, Instant readFrom, int signals) {}
