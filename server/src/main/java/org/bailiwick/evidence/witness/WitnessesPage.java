package org.bailiwick.evidence.witness;

import java.util.List;
import org.bailiwick.ledger.log.WitnessStanding;

/**
 * The witnesses of all tenants' log of heads.
 *
 * @param refusing those that refuse the log, and those that were removed and ever did
 * @param headsKey what a witness must be started with
 * @param mayKeep whether to show the forms; the routes decide again
 */
public record WitnessesPage(List<RegisteredWitness> witnesses, List<WitnessStanding> refusing, String headsKey,
        boolean mayKeep) {}
