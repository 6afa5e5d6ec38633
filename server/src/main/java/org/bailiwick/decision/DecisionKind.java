package org.bailiwick.decision;

/** What can be decided about a grant. */
public enum DecisionKind {
    KEEP, REDUCE, REVOKE, EXCEPT, ABSTAIN;

    /** What this version carries out; the others are known words and refused as such. */
    boolean offered() {
        return switch (this) {
            case KEEP, REVOKE, ABSTAIN -> true;
            case REDUCE, EXCEPT -> false;
        };
    }
}
