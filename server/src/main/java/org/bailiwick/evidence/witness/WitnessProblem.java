package org.bailiwick.evidence.witness;

import java.util.UUID;

/** Why a witness was not registered or not removed; nothing was changed. */
sealed interface WitnessProblem {
    record NameUnfit(String name) implements WitnessProblem {}

    record AddressUnfit(String address) implements WitnessProblem {}

    /** @param why what is wrong with the key */
    record KeyUnfit(String why) implements WitnessProblem {}

    /** A witness that is asked now has this name or this key. */
    record Taken(String name) implements WitnessProblem {}

    record Unknown(UUID witness) implements WitnessProblem {}
}
