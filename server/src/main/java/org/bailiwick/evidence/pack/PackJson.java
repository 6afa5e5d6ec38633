package org.bailiwick.evidence.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/**
 * A pack as the API says it.
 *
 * @param query by which its entries were chosen, and whether that makes it partial
 * @param state {@code requested}, {@code running}, {@code ready}, {@code failed}, {@code outdated} or
 *     {@code removed}
 * @param progress what is being done, and how many of how many entries
 * @param problem why it is not to be had
 * @param erasedSince whether something that it told was erased after it was built; copies that were fetched before hold it
 * @param file null before it is ready
 */
record PackJson(UUID id, Period period, @JsonRawValue String query, boolean partial, String state,
        @Nullable String requestedBy, Instant requestedAt, Instant stateAt, Progress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String problem, boolean erasedSince, @Nullable File file,
        String job) {
    record Period(Instant since, Instant until) {}

    record Progress(String step, long done, @Nullable Long total) {}

    /**
     * @param href where its bytes are
     * @param entries how many it has
     * @param checked what the product's own check of it found to hold
     * @param remarks what its reader must know
     */
    record File(String href, String name, long size, String sha256, @Nullable Long entries, List<String> checked,
            List<String> remarks) {}

    static PackJson of(VisibleTenant tenant, AuditPack pack) {
        return new PackJson(pack.publicId(), new Period(pack.since(), pack.until()), pack.query(), pack.filtered(),
                pack.state().text(), pack.requestedBy().orElse(null), pack.requestedAt(), pack.stateAt(),
                new Progress(pack.step(), pack.done(), pack.total()), pack.problem(),
                pack.erasedSince(), file(tenant, pack),
                "/api/v1/jobs/" + pack.job());
    }

    static String path(VisibleTenant tenant, AuditPack pack) {
        return "/api/v1/tenants/%s/audit-packs/%s".formatted(tenant.publicId(), pack.publicId());
    }

    private static @Nullable File file(VisibleTenant tenant, AuditPack pack) {
        var built = pack.built();
        var manifest = pack.manifest();
        return built == null || manifest == null || pack.state() != PackState.READY
                ? null
                : new File(path(tenant, pack) + "/content", pack.fileName(tenant.shortName()), built.size(),
                        built.sha256(), manifest.entries().count(), built.verdict().checked(),
                        built.verdict().remarks());
    }
}
