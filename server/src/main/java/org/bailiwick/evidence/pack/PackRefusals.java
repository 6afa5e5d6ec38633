package org.bailiwick.evidence.pack;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.springframework.http.HttpStatus;

/** How a refused pack is said to whoever asked; the one switch over {@link PackProblem}. */
final class PackRefusals {
    private PackRefusals() {}

    static RefusedException thrown(PackProblem problem) {
        return new RefusedException(of(problem));
    }

    static Refusal of(PackProblem problem) {
        return switch (problem) {
            case PackProblem.PeriodMissing missing -> period("/since", "say from when on, for example `2026-10-01`");
            case PackProblem.InTheFuture(var field, var now) -> period("/" + field,
                    "it is `%s` now, and what has not happened yet cannot be packed; choose an earlier time"
                            .formatted(now));
            case PackProblem.NotKept(var before) -> period("/since",
                    "what was recorded before `%s` is not kept any more; begin there or later".formatted(before));
            case PackProblem.EndsBeforeItBegins ends -> period("/until", "choose an end after the beginning");
            case PackProblem.TooManyUnderWay(var most) -> conflict("packs-under-way", "enough packs are under way",
                    "%d packs of this tenant are being built already; wait until one has ended".formatted(most));
            case PackProblem.NotFound notFound -> Refusal.notFound();
            case PackProblem.NotReady(var step) -> conflict("pack-not-ready", "the pack is not ready",
                    "%s; ask again when it is ready".formatted(step));
            case PackProblem.Failed(var why) -> conflict("pack-failed", "the pack could not be built",
                    "%s; ask for another one".formatted(why));
            case PackProblem.Outdated(var why) -> conflict("pack-outdated", "the pack cannot be built again",
                    "%s; a copy that was fetched before stays valid, or ask for a new pack".formatted(why));
            case PackProblem.NotAsBuilt(var why) -> conflict("pack-not-as-built",
                    "the pack does not come out as it was built",
                    ("%s; nothing of it is given, and it is as ready as before: ask again when all servers run one version, "
                            + "and look at the page of the log for what is wrong with the record").formatted(why));
            case PackProblem.Removed(var why) -> Refusal.of(HttpStatus.GONE, "pack-removed", "the pack was removed",
                    "%s; ask for a new pack".formatted(why));
            case PackProblem.Held held -> conflict("pack-held", "a legal hold keeps the pack",
                    "nothing of this tenant's record is removed while a legal hold is set; lift it first");
            case PackProblem.TooManyDownloads(var most, var ofTenant) -> Refusal.of(HttpStatus.TOO_MANY_REQUESTS,
                    "downloads-under-way", "enough packs are being fetched",
                    "%d packs %s are being put together just now; try again in half a minute".formatted(most,
                            ofTenant ? "of this tenant" : "of all tenants"));
        };
    }

    private static Refusal conflict(String name, String title, String detail) {
        return Refusal.of(HttpStatus.CONFLICT, name, title, detail);
    }

    private static Refusal period(String pointer, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "period-unfit", "this period cannot be packed", detail,
                Map.of("errors", List.of(Map.of("pointer", pointer, "detail", detail))));
    }
}
