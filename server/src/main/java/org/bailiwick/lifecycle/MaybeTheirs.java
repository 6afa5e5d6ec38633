package org.bailiwick.lifecycle;

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
    private final MaybeSomebody maybe;

    MaybeTheirs(MaybeSomebody maybe) {
        this.maybe = maybe;
    }

    /** Why it is not known, by tenant; whose account is disabled and holds nothing has nothing to end. */
    Map<TenantId, String> of(ReadTx tx, UUID subject) {
        var undecided = maybe.everywhere(tx, Set.of(subject)).entrySet().stream()
                .filter(each -> !each.getKey().equals(TenantId.MSP))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().stream()
                        .filter(account -> account.inUse() || account.holds())
                        .count()));
        return undecided.entrySet().stream().filter(each -> each.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, each -> waits(each.getValue())));
    }

    /** Without names: whoever may see that a tenant is there need not be one who may read its register. */
    private static String waits(long accounts) {
        return accounts == 1
                ? "an account may be theirs and waits for a person's word"
                : "%d accounts may be theirs and wait for a person's word".formatted(accounts);
    }
}
