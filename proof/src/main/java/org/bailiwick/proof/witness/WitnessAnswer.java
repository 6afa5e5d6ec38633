package org.bailiwick.proof.witness;

import org.bailiwick.proof.note.SignedCheckpoint;

/** What a witness says to a request, with the HTTP status that C2SP tlog-witness gives it. */
public sealed interface WitnessAnswer {
    int status();

    /** To be stored, at once with the check that the last one is still the last, before the cosignature is handed out. */
    record Accepted(SignedCheckpoint checkpoint) implements WitnessAnswer {
        @Override
        public int status() {
            return 200;
        }
    }

    /** Not a request, or from a size beyond the checkpoint's own. */
    record Malformed(String why) implements WitnessAnswer {
        @Override
        public int status() {
            return 400;
        }
    }

    /** No trusted key of the log signed, or a signature that claims to be by one does not verify. */
    record NotSigned(String why) implements WitnessAnswer {
        @Override
        public int status() {
            return 403;
        }
    }

    record UnknownOrigin(String origin) implements WitnessAnswer {
        @Override
        public int status() {
            return 404;
        }
    }

    /** The request begins at another size than the one cosigned last: late, or rolled back. */
    record Stale(long cosignedSize) implements WitnessAnswer {
        public static final String CONTENT_TYPE = "text/x.tlog.size";

        @Override
        public int status() {
            return 409;
        }

        public String body() {
            return cosignedSize + "\n";
        }
    }

    /** Signed by the log and yet not the same history: keep the request, it is evidence against the log. */
    record Inconsistent(String why) implements WitnessAnswer {
        @Override
        public int status() {
            return 422;
        }
    }
}
