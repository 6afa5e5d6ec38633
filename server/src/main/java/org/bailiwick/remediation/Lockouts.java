package org.bailiwick.remediation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.platform.TenantId;

/**
 * @param more whether others are locked too that stand behind these
 * @param notKnown accounts of people of which the system did not tell whether they are locked
 * @param notRead tenants of which it is not known who else is locked out, as their accounts were not read completely, or may not be read by who asks
 */
public record Lockouts(List<Lockout> locked, boolean more, long notKnown, Set<TenantId> notRead) {
    static final Lockouts NONE_MAY_BE_READ = new Lockouts(List.of(), false, 0, Set.of());

    public Lockouts {
        locked = List.copyOf(locked);
        notRead = Set.copyOf(notRead);
    }

    /** @param tenants that may not be read, and so are not known either */
    Lockouts withoutReading(Set<TenantId> tenants) {
        return new Lockouts(locked, more, notKnown,
                Stream.concat(notRead.stream(), tenants.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    /** @param found at most one more than {@code most} */
    static Lockouts first(int most, List<Lockout> found, long notKnown, Set<TenantId> notRead) {
        return new Lockouts(found.stream().limit(most).toList(), found.size() > most, notKnown, notRead);
    }
}
