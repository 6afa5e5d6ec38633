package org.bailiwick.evidence.erasure;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.log.Erasure;
import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Erasing somebody's data from the record, in the console. */
@Controller
@RequestMapping("/t/{tenant}/erasures")
final class ErasurePages {
    private final ErasePersonalData erase;
    private final DecisionPoint decisions;
    private final Transactions transactions;

    ErasurePages(ErasePersonalData erase, DecisionPoint decisions, Transactions transactions) {
        this.erase = erase;
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping
    View list(Permit permit, VisibleTenant tenant, Paging paging) {
        return View.of("evidence/erasures.jte", new ErasuresPage(tenant, erase.newest(permit, paging),
                paging.cursor() != null, erase.providers(permit), denied(permit) == null));
    }

    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @GetMapping("/preview")
    View preview(Permit permit, VisibleTenant tenant, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String provider,
            @RequestParam(defaultValue = "") String readUntil) {
        boolean known = provider.isBlank() || !kind.equals("person");
        var until = readUntil.isBlank() ? null : time(readUntil);
        return View.of("evidence/erasurePreview.jte", new ErasurePreviewPage(tenant,
                erase.preview(permit, kind, known ? id : provider + "/" + id.strip(), until)
                        .orThrow(ErasureRefusals::of)));
    }

    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping
    Redirect request(Permit permit, VisibleTenant tenant, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String id, @RequestParam(defaultValue = "") String readUntil,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String ticket) {
        var asked = erase.request(permit, kind, id,
                new ErasePersonalData.Words(time(readUntil), hash, reason, ticket)).orThrow(ErasureRefusals::of);
        return Redirect.to(ErasuresPage.path(tenant) + "/" + asked.erasure().publicId())
                .withNotice("it waits for the yes of somebody else who keeps the record; nothing is erased yet");
    }

    /** No preview is of the beginning of time. */
    private static Instant time(String typed) {
        try {
            return Instant.parse(typed);
        } catch (DateTimeParseException noTime) {
            return Instant.EPOCH;
        }
    }

    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    @GetMapping("/{erasure}")
    View one(Permit permit, VisibleTenant tenant, @PathVariable UUID erasure, Paging paging) {
        var standing = erase.find(permit, erasure).orThrow(ErasureRefusals::of);
        return View.of("evidence/erasure.jte", new ErasurePage(tenant, standing,
                erase.values(permit, erasure, paging).orThrow(ErasureRefusals::of), paging.cursor() != null,
                own(permit, standing.erasure()), mayNotAnswer(permit, standing)));
    }

    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping("/{erasure}/approval")
    Redirect approve(Permit permit, VisibleTenant tenant, @PathVariable UUID erasure,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        erase.approve(permit, erasure, hash, reason).orThrow(ErasureRefusals::of);
        return Redirect.to(ErasuresPage.path(tenant) + "/" + erasure)
                .withNotice("it is approved and carried out; load this page again in a moment");
    }

    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping("/{erasure}/refusal")
    Redirect refuse(Permit permit, VisibleTenant tenant, @PathVariable UUID erasure,
            @RequestParam(defaultValue = "") String hash, @RequestParam(defaultValue = "") String reason) {
        erase.refuse(permit, erasure, hash, reason).orThrow(ErasureRefusals::of);
        return Redirect.to(ErasuresPage.path(tenant) + "/" + erasure).withNotice("it is refused; nothing is erased");
    }

    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    @PostMapping("/{erasure}/withdrawal")
    Redirect withdraw(Permit permit, VisibleTenant tenant, @PathVariable UUID erasure,
            @RequestParam(defaultValue = "") String reason) {
        erase.withdraw(permit, erasure, reason).orThrow(ErasureRefusals::of);
        return Redirect.to(ErasuresPage.path(tenant) + "/" + erasure).withNotice("it is taken back; nothing is erased");
    }

    private static boolean own(Permit permit, Erasure erasure) {
        return permit.principal() instanceof Principal.Person person && person.id().equals(erasure.requestedBy());
    }

    private @Nullable String mayNotAnswer(Permit permit, ErasePersonalData.Standing standing) {
        if (!standing.erasure().state().open()) {
            return null;
        }
        return own(permit, standing.erasure())
                ? "you asked for it yourself; somebody else who keeps the record answers"
                : denied(permit, standing.erasure());
    }

    private @Nullable String denied(Permit permit, Erasure erasure) {
        return transactions.tenant(permit.tenant(), tx -> switch (decisions.decide(tx, permit.principal(),
                Capabilities.RECORD_KEEP)) {
            case Evaluation.Permitted(var keeps) -> erase.mayApprove(tx, keeps, erasure)
                    ? null
                    : "nobody of the tenant asked for it, so somebody of the tenant answers";
            case Evaluation.Denied refused -> refused.reason();
        });
    }

    /** Looking is no attempt, so nothing is recorded. */
    private @Nullable String denied(Permit permit) {
        return transactions.tenant(permit.tenant(), tx -> switch (decisions.decide(tx, permit.principal(),
                Capabilities.RECORD_KEEP)) {
            case Evaluation.Permitted permitted -> null;
            case Evaluation.Denied refused -> refused.reason();
        });
    }
}
