package org.bailiwick.evidence.witness;

import org.bailiwick.ledger.log.Witness;
import org.bailiwick.ledger.log.WitnessStanding;

/** A witness that is asked, and how it stands with it. */
public record RegisteredWitness(Witness witness, WitnessStanding standing) {}
