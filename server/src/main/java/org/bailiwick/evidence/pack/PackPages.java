package org.bailiwick.evidence.pack;

import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.evidence.EvidenceQuery;
import org.bailiwick.platform.Result;
import org.bailiwick.web.Access;
import org.bailiwick.web.Paging;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Audit packs in the console: ask for one, see how far it is, download it, read what its check found. */
@Controller
@RequestMapping("/t/{tenant}/packs")
final class PackPages {
    private final AuditPacks packs;

    PackPages(AuditPacks packs) {
        this.packs = packs;
    }

    @GetMapping
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    View list(VisibleTenant tenant, EvidenceQuery query, Paging paging) {
        return list(tenant, query, paging, null);
    }

    @PostMapping
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    Object request(Permit permit, VisibleTenant tenant, EvidenceQuery query) {
        return switch (asked(permit, query)) {
            case Result.Ok<AuditPack, String>(var pack) -> Redirect
                    .to(PacksPage.path(tenant) + "/" + pack.publicId())
                    .withNotice("the pack is being built; this page says how far it is");
            case Result.No<AuditPack, String>(var why) -> list(tenant, query, new Paging(Paging.USUAL, null), why)
                    .withStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    /** A filter that cannot be is said beside the form too, with what was typed in it. */
    private Result<AuditPack, String> asked(Permit permit, EvidenceQuery query) {
        try {
            return switch (packs.request(permit, query)) {
                case Result.Ok<AuditPack, PackProblem>(var pack) -> Result.ok(pack);
                case Result.No<AuditPack, PackProblem>(var problem) -> Result.no(PackRefusals.of(problem).detail());
            };
        } catch (RefusedException refused) {
            if (refused.refusal().status() == HttpStatus.BAD_REQUEST) {
                return Result.no(refused.refusal().detail());
            }
            throw refused;
        }
    }

    @GetMapping("/{pack}")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    View one(Permit permit, VisibleTenant tenant, @PathVariable UUID pack) {
        return View.of("evidence/pack.jte", page(permit, tenant, pack));
    }

    /** The part of the page that moves; the browser asks for it again until the pack has ended. */
    @GetMapping("/{pack}/progress")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    View progress(Permit permit, VisibleTenant tenant, @PathVariable UUID pack) {
        return View.of("evidence/packProgress.jte", page(permit, tenant, pack));
    }

    @PostMapping("/{pack}/removal")
    @Access(capability = "record.keep", scope = Access.Reach.TENANT)
    Redirect remove(Permit permit, VisibleTenant tenant, @PathVariable UUID pack) {
        packs.remove(permit, pack).orThrow(PackRefusals::thrown);
        return Redirect.to(PacksPage.path(tenant) + "/" + pack).withNotice("what was kept of this pack is removed");
    }

    private PackPage page(Permit permit, VisibleTenant tenant, UUID pack) {
        return new PackPage(tenant, packs.find(tenant, pack).orThrow(PackRefusals::thrown), packs.mayRemove(permit));
    }

    private View list(VisibleTenant tenant, EvidenceQuery typed, Paging paging, @Nullable String error) {
        var found = packs.list(tenant, paging);
        var path = PacksPage.path(tenant);
        return View.of("evidence/packs.jte", new PacksPage(tenant, found.items(), typed, error,
                paging.cursor() == null ? null : path,
                found.nextCursor() == null ? null : path + "?cursor=" + found.nextCursor()));
    }
}
