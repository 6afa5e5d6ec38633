package org.bailiwick.evidence.witness;

import java.util.List;

/**
 * The witnesses of all tenants' log of heads.
 *
 * @param headsKey what a witness must be started with
 * @param mayKeep whether to show the forms; the routes decide again
 */
public record WitnessesPage(List<RegisteredWitness> witnesses, String headsKey, boolean mayKeep) {}
