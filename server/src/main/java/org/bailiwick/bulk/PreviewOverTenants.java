package org.bailiwick.bulk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.web.VisibleTenant;

/**
 * What an act over several tenants would do if it were carried out now: each tenant's part by itself, and what all touch
 * together. Its hash is that of the parts' hashes, in the order of the tenants' public ids.
 *
 * @param parts by the tenant's name
 * @param alone inside ids of the accounts that the person {@linkplain DecidedAlone decided alone} shortly before
 */
public record PreviewOverTenants(DecisionKind kind, List<Part> parts, Set<Long> alone) {
    public PreviewOverTenants {
        parts = List.copyOf(parts);
        alone = Set.copyOf(alone);
    }

    /** One tenant's part. */
    public sealed interface Part {
        VisibleTenant tenant();

        record Shown(VisibleTenant tenant, Preview preview) implements Part {}

        /** @param reason why the person decides nothing there */
        record Denied(VisibleTenant tenant, int items, String reason) implements Part {}
    }

    public String hash() {
        return PreviewHash.of(kind, parts.stream().sorted(Comparator.comparing(part -> part.tenant().publicId()))
                .toList());
    }

    /** Of the parts that are shown. */
    Map<VisibleTenant, String> hashes() {
        var hashes = new HashMap<VisibleTenant, String>();
        shown().forEach(part -> hashes.put(part.tenant(), part.preview().hash()));
        return hashes;
    }

    private Stream<Part.Shown> shown() {
        return parts.stream().filter(Part.Shown.class::isInstance).map(Part.Shown.class::cast);
    }

    public List<Part.Denied> denied() {
        return parts.stream().filter(Part.Denied.class::isInstance).map(Part.Denied.class::cast).toList();
    }

    /** The parts in which something would be decided. */
    public List<Part.Shown> deciding() {
        return shown().filter(part -> !part.preview().decidable().isEmpty()).toList();
    }

    /** The parts of which something is left out, for a reason of its own. */
    public List<Part.Shown> leaving() {
        return shown().filter(part -> part.preview().leftOut() > 0).toList();
    }

    public int tenants() {
        return deciding().size();
    }

    public int grants() {
        return sum(Preview::grants);
    }

    public int findings() {
        return sum(Preview::findings);
    }

    public boolean decides() {
        return grants() + findings() > 0;
    }

    public int accounts() {
        return sum(Preview::accounts);
    }

    public int identities() {
        return sum(Preview::identities);
    }

    public int systems() {
        return sum(Preview::systems);
    }

    public int staying() {
        return sum(Preview::staying);
    }

    /** Items of tenants in which the person decides nothing among them. */
    public int leftOut() {
        return sum(Preview::leftOut) + denied().stream().mapToInt(Part.Denied::items).sum();
    }

    /** Inside ids of the accounts that it touches, in all tenants. */
    Set<Long> accountIds() {
        var ids = new HashSet<Long>();
        shown().forEach(part -> ids.addAll(part.preview().accountIds()));
        return ids;
    }

    /** Accounts of this act and of what the person decided alone shortly before, each counted once. */
    public int together() {
        var together = accountIds();
        together.addAll(alone);
        return together.size();
    }

    public boolean needsSecondPerson() {
        return SecondPerson.neededFor(together());
    }

    private int sum(ToLongFunction<Preview> part) {
        return (int) shown().mapToLong(each -> part.applyAsLong(each.preview())).sum();
    }
}
