package org.bailiwick.proof.pack;

import java.util.function.Supplier;
import org.bailiwick.proof.MalformedJsonException;
import org.bailiwick.proof.MalformedProofException;
import org.bailiwick.proof.NotProvenException;

/** Ends the check of a pack at the first fault. */
final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    FaultException(Fault fault) {
        super(fault.sentence());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    static void require(boolean holds, String file, String otherwise) {
        if (!holds) {
            throw new FaultException(Fault.of(file, otherwise));
        }
    }

    /** Runs a check whose refusals are about this file. */
    static <T> T in(String file, Supplier<T> check) {
        try {
            return check.get();
        } catch (MalformedProofException | NotProvenException | MalformedJsonException refused) {
            throw new FaultException(Fault.of(file, String.valueOf(refused.getMessage())));
        }
    }
}
