package org.bailiwick.authority;

/** Why an authority was not handed on or not revoked. */
public sealed interface DelegationProblem {
    record ReasonMissing() implements DelegationProblem {}

    record CapabilityUnknown(String capability) implements DelegationProblem {}

    /** The owner's acceptance of the contract cannot be handed on. */
    record NotToBeHandedOn(String capability) implements DelegationProblem {}

    record ToOneself() implements DelegationProblem {}

    record AlreadyOver() implements DelegationProblem {}

    /** One can hand on only what one holds oneself; the MSP's side does not hold the tenant's. */
    record NotHeld(String reason) implements DelegationProblem {}

    record NoSuchAuthority() implements DelegationProblem {}

    /** The MSP does not revoke what stands on the tenant's side. */
    record OtherSide() implements DelegationProblem {}

    /** Revoking everywhere is done from the MSP's own tenant. */
    record OnlyFromMsp() implements DelegationProblem {}

    /** Who revokes the root they stand on themselves would lock the installation. */
    record OwnRoot() implements DelegationProblem {}
}
