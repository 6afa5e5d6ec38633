package org.bailiwick.drift;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The MSP's own mail domains in the console. */
@Controller
@RequestMapping("/mail-domains")
final class MailDomainPages {
    private final MspMailDomains domains;
    private final DecisionPoint decisions;
    private final Transactions transactions;

    MailDomainPages(MspMailDomains domains, DecisionPoint decisions, Transactions transactions) {
        this.domains = domains;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @GetMapping
    @Access(capability = Capabilities.TENANT_READ, scope = Access.Reach.MSP)
    View domains(Permit permit) {
        var known = domains.list();
        return View.of("drift/mailDomains.jte", new MailDomainsPage(known, mayNot(permit, Capabilities.TENANT_MANAGE),
                String.join("\n", known), null));
    }

    @PostMapping
    @Access(capability = Capabilities.TENANT_MANAGE, scope = Access.Reach.MSP)
    Object set(Permit permit, @RequestParam(name = "domains", defaultValue = "") String typed) {
        var wanted = Arrays.stream(typed.split("[\\s,]+")).filter(Predicate.not(String::isBlank)).toList();
        return switch (domains.set(permit, wanted)) {
            case Result.Ok<List<String>, MspMailDomains.Problem>(var set) -> Redirect.to("/mail-domains")
                    .withNotice("%d mail domains are set; they count in each tenant from its next judgement on"
                            .formatted(set.size()));
            case Result.No<List<String>, MspMailDomains.Problem>(var problem) -> {
                var refusal = MailDomainRefusals.of(problem);
                if (mayNot(permit, Capabilities.TENANT_READ) != null) {
                    throw new RefusedException(refusal);
                }
                yield View.of("drift/mailDomains.jte",
                        new MailDomainsPage(domains.list(), null, typed, refusal.detail()))
                        .withStatus(refusal.status());
            }
        };
    }

    /** Only whether to show the form, or the page to whoever gave what does not fit; the routes decide again. */
    private @Nullable String mayNot(Permit permit, String capability) {
        return transactions.tenant(TenantId.MSP,
                tx -> decisions.decide(tx, permit.principal(), capability)) instanceof Evaluation.Denied denied
                        ? denied.reason()
                        : null;
    }
}
