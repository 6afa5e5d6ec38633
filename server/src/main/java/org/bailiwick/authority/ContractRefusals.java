package org.bailiwick.authority;

import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How contract problems are said to people. */
final class ContractRefusals {
    private ContractRefusals() {}

    static Refusal refusal(ContractProblem problem) {
        return switch (problem) {
            case ContractProblem.EvidenceAccessMissing missing -> unfit("evidence-access-missing",
                    "evidence access is missing", "say how the tenant reaches its evidence; without it a contract"
                            + " cannot let the MSP act");
            case ContractProblem.EscalationPathMissing missing -> unfit("escalation-path-missing",
                    "escalation path is missing", "say whom the tenant calls when something goes wrong; without it a"
                            + " contract cannot let the MSP act");
            case ContractProblem.CapabilityUnknown(var capability) -> unfit("capability-unknown",
                    "capability is not known", "there is no capability `%s`; see the API description for the list"
                            .formatted(capability));
            case ContractProblem.CapabilityTwice(var capability) -> unfit("capability-twice",
                    "capability is named twice", "`%s` is named twice; name each capability once"
                            .formatted(capability));
            case ContractProblem.DeciderUnknown(var decides) -> unfit("decider-unknown", "decider is not known",
                    "`%s` cannot decide; say `tenant`, `msp` or `both`".formatted(decides));
            case ContractProblem.NothingProposed nothing -> Refusal.of(HttpStatus.NOT_FOUND, "no-contract",
                    "no contract is proposed", "the MSP proposes a contract first");
            case ContractProblem.HashDiffers(var newest) -> Refusal.of(HttpStatus.CONFLICT, "contract-changed",
                    "contract is another one", "the newest contract has the hash `%s`; read it and accept that hash"
                            .formatted(newest));
            case ContractProblem.AlreadyAccepted(var version) -> Refusal.of(HttpStatus.CONFLICT, "contract-accepted",
                    "contract is accepted already",
                    "version %d is accepted; the MSP proposes a new version to change it"
                            .formatted(version));
        };
    }

    static Refusal executionUnknown(String execution) {
        return unfit("execution-unknown", "execution is not known",
                "`%s` is no way to execute; say `automatic` or `operator`".formatted(execution));
    }

    private static Refusal unfit(String name, String title, String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, name, title, detail);
    }
}
