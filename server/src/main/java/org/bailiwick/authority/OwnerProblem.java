package org.bailiwick.authority;

/** Why an owner was not named. */
public sealed interface OwnerProblem {
    /** Once an owner accepted a contract, the MSP names nobody: that side is no longer the MSP's to open or to change. */
    record OwnedAlready() implements OwnerProblem {}

    record ReasonMissing() implements OwnerProblem {}
}
