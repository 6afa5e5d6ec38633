package org.bailiwick.authority;

/** Why a contract was not proposed or not accepted. */
public sealed interface ContractProblem {
    record EvidenceAccessMissing() implements ContractProblem {}

    record EscalationPathMissing() implements ContractProblem {}

    record CapabilityUnknown(String capability) implements ContractProblem {}

    record CapabilityTwice(String capability) implements ContractProblem {}

    record DeciderUnknown(String decides) implements ContractProblem {}

    record NothingProposed() implements ContractProblem {}

    record HashDiffers(String newest) implements ContractProblem {}

    record AlreadyAccepted(int version) implements ContractProblem {}
}
