package org.bailiwick.change;

import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.ledger.Activity;
import org.jspecify.annotations.Nullable;

/**
 * Of which kind the entry of a step is: of the order, of what was asked of the tenant's system, or of what reading it
 * again showed. Only the last says that something was carried out, and only what was sent says what was asked.
 */
final class KindOfStep {
    private KindOfStep() {}

    /** @param before null of a new order */
    static Activity of(ChangeOrder order, @Nullable ChangeState before) {
        var plan = order.readPlan();
        return switch (order.state()) {
            case PLANNED, AUTHORISED, INTENT -> ofOrder(plan, before);
            case SENT, ACCEPTED, REFUSED -> sent(plan);
            case UNKNOWN -> order.applied() != Applied.NO ? sent(plan) : ofOrder(plan, before);
            case VERIFIED, STILL_EFFECTIVE, NOT_PROVEN, UNDONE -> readBack(plan);
            case UNREACHABLE -> order.maybeTaken() ? readBack(plan) : ofOrder(plan, before);
        };
    }

    private static Activity ofOrder(Plan plan, @Nullable ChangeState before) {
        return switch (plan) {
            case Plan.RemoveMembership removal -> before == null ? Activity.CHANGE_ORDERED : Activity.CHANGE_STATE;
            case Plan.SetAccount account ->
                before == null ? Activity.ACCOUNT_CHANGE_ORDERED : Activity.ACCOUNT_CHANGE_STATE;
        };
    }

    private static Activity sent(Plan plan) {
        return switch (plan) {
            case Plan.RemoveMembership removal -> removal.edge().key().kind().equals(EntitlementKey.GROUP)
                    ? Activity.GROUP_REMOVAL_SENT
                    : Activity.ROLE_REMOVAL_SENT;
            case Plan.SetAccount account -> switch (account.wanted()) {
                case UNLOCKED -> Activity.ACCOUNT_UNLOCK_SENT;
                case DISABLED -> Activity.ACCOUNT_DISABLING_SENT;
                case ENABLED -> Activity.ACCOUNT_ENABLING_SENT;
            };
        };
    }

    private static Activity readBack(Plan plan) {
        return switch (plan) {
            case Plan.RemoveMembership removal -> Activity.REMOVAL_READ_BACK;
            case Plan.SetAccount account -> account.wanted() == AccountState.DISABLED
                    ? Activity.ACCOUNT_DISABLING_READ_BACK
                    : Activity.ACCOUNT_OPENING_READ_BACK;
        };
    }
}
