package org.bailiwick.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.change.ChangeState;
import org.bailiwick.platform.TenantId;
import org.bailiwick.web.Step;

/**
 * One account to disable, or one membership to take away, and how far its change is.
 *
 * @param gone whether the account itself is gone, as a complete reading shows
 * @param membership empty where the account is disabled
 */
public record Item(TenantId tenant, RequestState request, UUID account, String username, boolean gone,
        Optional<Membership> membership, Optional<Change> change) {
    public record Membership(UUID grant, String kind, String name) {}

    /**
     * @param applied whether the system said that it took it
     * @param detail what was found, the path included where the access is still there
     */
    public record Change(UUID id, ChangeState state, Instant stateAt, boolean applied, boolean waitsForOperator,
            Optional<String> detail) {}

    /** Proven: read back, or the account with all it held is gone. */
    public boolean ended() {
        return gone || change.filter(order -> order.state() == ChangeState.VERIFIED).isPresent();
    }

    /** Decided, applied, verified: three facts. */
    public List<Step> steps() {
        return change.map(order -> Step.of(order.state().text(), order.applied()))
                .orElseGet(() -> Step.of(ChangeState.PLANNED.text(), false));
    }

    public String state() {
        return change.map(order -> order.state().text()).orElseGet(request::text);
    }

    Stand stand() {
        if (ended()) {
            return Stand.ENDED;
        }
        if (change.isEmpty()) {
            return switch (request) {
                case AWAITING_APPROVAL -> Stand.AWAITING_APPROVAL;
                case EXPIRED -> Stand.EXPIRED;
                case REFUSED -> Stand.REFUSED_BY_TENANT;
                case WITHDRAWN -> Stand.NOT_PERMITTED;
                case ORDERED -> Stand.UNDER_WAY;
            };
        }
        return switch (change.get().state()) {
            case STILL_EFFECTIVE -> Stand.STILL_EFFECTIVE;
            case REFUSED, UNDONE -> Stand.REFUSED;
            case UNREACHABLE -> Stand.UNREACHABLE;
            case UNKNOWN, NOT_PROVEN -> Stand.NOT_PROVEN;
            case PLANNED, AUTHORISED -> change.get().waitsForOperator()
                    ? Stand.WAITING_FOR_OPERATOR
                    : Stand.UNDER_WAY;
            case INTENT, SENT, ACCEPTED, VERIFIED -> Stand.UNDER_WAY;
        };
    }

    PartPlan plan() {
        return new PartPlan(List.of(new PartPlan.OfAccount(account, membership.isEmpty(),
                membership.map(held -> List.of(held.grant())).orElseGet(List::of))));
    }
}
