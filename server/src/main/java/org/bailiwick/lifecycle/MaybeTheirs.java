package org.bailiwick.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bailiwick.platform.ReadTx;
import org.bailiwick.platform.TenantId;
import org.bailiwick.register.MaybeSomebody;
import org.springframework.stereotype.Component;

/** In which tenants accounts may be a leaver's and wait for a person's word; the MSP's own directory names its people itself. */
@Component
final class MaybeTheirs {
    private static final int NAMED = 5;

    private final MaybeSomebody maybe;

    MaybeTheirs(MaybeSomebody maybe) {
        this.maybe = maybe;
    }

    /** Why it is not known, by tenant; whose account is disabled and holds nothing has nothing to end. */
    Map<TenantId, String> of(ReadTx tx, UUID subject) {
        var undecided = maybe.everywhere(tx, Set.of(subject)).entrySet().stream()
                .filter(each -> !each.getKey().equals(TenantId.MSP))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().stream()
                        .filter(account -> account.enabled() || account.holds())
                        .map(MaybeSomebody.Undecided::username).distinct().toList()));
        return undecided.entrySet().stream().filter(each -> !each.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, each -> waits(each.getValue())));
    }

    private static String waits(List<String> usernames) {
        return "%s%s may be theirs and %s for a person's word".formatted(
                usernames.stream().limit(NAMED).map("`%s`"::formatted).collect(Collectors.joining(", ")),
                usernames.size() > NAMED ? " and %d more".formatted(usernames.size() - NAMED) : "",
                usernames.size() == 1 ? "waits" : "wait");
    }
}
