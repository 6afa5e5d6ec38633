package org.bailiwick.demo.estate;

import java.util.List;
import java.util.Map;

/** What is wrong in the three customers that the story begins with, the same for every seed. */
final class PlantByHand {
    private final Planter planter;
    private final SettleMsp msp;
    private final Staff staff;

    PlantByHand(Planter planter, SettleMsp msp, Staff staff) {
        this.planter = planter;
        this.msp = msp;
        this.staff = staff;
    }

    void plant(Map<String, Draft> drafts) {
        dental(draft(drafts, "acme-dental"));
        law(draft(drafts, "birchwood-law"));
        freight(draft(drafts, "calder-freight"));
    }

    private static Draft draft(Map<String, Draft> drafts, String shortName) {
        var draft = drafts.get(shortName);
        if (draft == null) {
            throw new IllegalStateException("the story needs the tenant `%s`".formatted(shortName));
        }
        return draft;
    }

    private void dental(Draft draft) {
        planter.excess(draft, "luc.girard", "practice-manager");
        planter.excess(draft, draft.service("imaging-sync"), "realm-management/realm-admin");
        planter.oldSecret(draft, "imaging-sync", 1130, 0);
        planter.noOwner(draft, "recall-letters");
    }

    private void law(Draft draft) {
        draft.lockOut("ben.ward");
        unexpected(draft, "omar.haddad", "support.omar", "realm-management/manage-users");
        planter.shared(draft, Account.of("admin", "Shared Administrator", "it@birchwood.example", 1600,
                List.of()), Draft.IT_LEAD);
        planter.excess(draft, draft.service(SettleMsp.TOOL), "realm-management/manage-users");
        planter.lockout(draft, Lockout.MANY_TRIES);
    }

    private void freight(Draft draft) {
        unexpected(draft, "hannah.weiss", "northgate1", "realm-management/realm-admin");
        planter.excess(draft, "dirk.visser", "/Night");
        planter.lockout(draft, Lockout.OFF);
    }

    private void unexpected(Draft draft, String mspUser, String username, String entitlement) {
        var account = msp.account(staff.named(mspUser), username).holding(List.of(entitlement));
        planter.delegatedAdmin(draft, mspUser, account);
    }
}
