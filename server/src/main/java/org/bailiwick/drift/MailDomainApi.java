package org.bailiwick.drift;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The mail domains by which the MSP's people are told from a customer's. */
@RestController
@RequestMapping("/api/v1/mail-domains")
final class MailDomainApi {
    private final MspMailDomains domains;

    MailDomainApi(MspMailDomains domains) {
        this.domains = domains;
    }

    record Domains(@Nullable List<String> domains) {}

    @GetMapping
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.MSP)
    @Operation(operationId = "getMailDomains", summary = "The MSP's own mail domains")
    Domains list() {
        return new Domains(domains.list());
    }

    @PutMapping
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.MSP)
    @Operation(operationId = "setMailDomains", summary = "Say by which mail domains the MSP's people are recognised")
    Domains set(Permit permit, @RequestBody Domains wanted) {
        if (wanted.domains() == null) {
            throw new RefusedException(MailDomainRefusals.missing());
        }
        return new Domains(domains.set(permit, wanted.domains())
                .orThrow(problem -> new RefusedException(MailDomainRefusals.of(problem))));
    }
}
