package org.bailiwick.evidence.pack;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.ledger.Activity;

/**
 * How the tables of a pack are made of its entries. A manifest says which form it was sealed in, and a pack is built again
 * in that one: a form never changes, and what is to stand in a table from now on is a form of its own.
 */
enum PackForm {
    ONE("Bailiwick, audit packs of form 1",
            EnumSet.of(Activity.GRANT_KEPT, Activity.GRANT_ABSTAINED, Activity.GRANT_REVOCATION_DECIDED,
                    Activity.BULK_REQUESTED, Activity.FINDING_KEPT,
                    Activity.FINDING_REVOCATION_ORDERED, Activity.UNLOCK_DECIDED, Activity.APPROVED,
                    Activity.APPROVAL_REFUSED, Activity.SCOPE_APPROVED,
                    Activity.SCOPE_REFUSED, Activity.END_OF_ACCESS_ORDERED, Activity.END_OF_ACCESS_REFUSED,
                    Activity.CONTRACT_ACCEPTED, Activity.AUTHORITY_GIVEN,
                    Activity.AUTHORITY_REVOKED)), TWO("Bailiwick, audit packs of form 2",
                            and(ONE, Activity.APPROVAL_WITHDRAWN, Activity.FINDING_OWNER_NAMED,
                                    Activity.FINDING_OWNER_REMOVED, Activity.OWNER_NAMED, Activity.PATTERN_OWNER_NAMED,
                                    Activity.PATTERN_OWNER_REMOVED, Activity.PATTERN_PLAN_CHANGED,
                                    Activity.LEAVER_CASE_OPENED, Activity.LEAVER_CASE_EXTENDED,
                                    Activity.LEAVER_CASE_CONTINUED, Activity.LEAVER_CASE_TENANT_TAKEN_OUT,
                                    Activity.LEAVER_CASE_TENANT_PUT_BACK,
                                    Activity.LEAVER_CASE_CANCELLED, Activity.END_OF_ACCESS_WITHDRAWN,
                                    Activity.ERASURE_REQUESTED, Activity.ERASURE_STOPPED, Activity.HOLD_SET,
                                    Activity.HOLD_LIFTED)), THREE("Bailiwick, audit packs of form 3", and(TWO));

    /** In which packs are sealed now. */
    static final PackForm NEWEST = THREE;
    private static final Set<String> CHANGES = texts(EnumSet.of(Activity.CHANGE_STATE, Activity.ACCOUNT_CHANGE_STATE));

    private final String tool;
    private final Set<String> decisions;

    PackForm(String tool, Set<Activity> decisions) {
        this.tool = tool;
        this.decisions = texts(decisions);
    }

    /** Empty where it was sealed in a form that this version does not know. */
    static Optional<PackForm> of(String tool) {
        return Stream.of(values()).filter(form -> form.tool.equals(tool)).findFirst();
    }

    /** As a manifest says it. */
    String tool() {
        return tool;
    }

    /** Whether an entry of this action is what somebody decided. */
    boolean decides(String action) {
        return decisions.contains(action);
    }

    /** Whether the table of changes tells whose access an entry is about as entries say it since 1.1.0 of our extension. */
    boolean readsAccess() {
        return this != ONE && this != TWO;
    }

    /** Whether an entry of this action is a step of a change. */
    boolean changes(String action) {
        return CHANGES.contains(action);
    }

    private static Set<Activity> and(PackForm before, Activity... further) {
        var all = EnumSet.copyOf(Stream.of(Activity.values()).filter(each -> before.decides(each.text())).toList());
        all.addAll(Set.of(further));
        return all;
    }

    private static Set<String> texts(Set<Activity> activities) {
        return activities.stream().map(Activity::text).collect(Collectors.toUnmodifiableSet());
    }
}
