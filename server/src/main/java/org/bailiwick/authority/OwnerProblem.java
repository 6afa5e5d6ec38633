package org.bailiwick.authority;

/** Why an owner was not named. */
public sealed interface OwnerProblem {
    /** Once an owner accepted a contract, the MSP names no other: that side is no longer the MSP's to open. */
    record OwnedAlready() implements OwnerProblem {}

    record ReasonMissing() implements OwnerProblem {}
}
