package org.bailiwick.ledger.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's log stands, for people.
 *
 * @param size how many entries have a position; 0 where none was signed for yet
 * @param verifierKey what a checker trusts it by, name+id+base64; to be had from its owner, once, by another way
 * @param signedAt when its newest checkpoint was signed; null where there is none
 * @param stopped why it stands still; null where it runs
 * @param headsStopped why the log of all tenants' heads stands still; null where it runs
 * @param headsIndex where the checkpoint stands in the heads log that its proof is about: the newest that witnesses
 *     cosigned, or the newest where they do not; null where none was entered
 * @param audit null where no pass has ended yet
 * @param removal what retention has removed; null where it removed nothing
 * @param witnesses of the heads log, those that are asked now and those that were removed and had cosigned or refused it; empty where nobody but the MSP vouches for it
 */
public record LogView(String origin, long size, String verifierKey, @Nullable Instant signedAt,
        @Nullable Stopped stopped, String headsVerifierKey, @Nullable Stopped headsStopped,
        @Nullable Long headsIndex, @Nullable LogAudit audit,
        List<WitnessStanding> witnesses, @Nullable Removal removal) {
    public LogView {
        witnesses = List.copyOf(witnesses);
    }

    public record Stopped(Instant at, String why) {}
}
