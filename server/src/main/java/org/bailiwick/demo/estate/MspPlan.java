package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The MSP's own realm: where its people sign in, and what says who of them has left. */
final class MspPlan {
    private static final Set<String> PERSONAS = Set.of("ruth.adler", "omar.haddad", "lena.fischer");
    private static final Map<String, List<String>> GROUPS = Map.of("technician", List.of("/Engineers"),
            "former technician", List.of("/Engineers"), "service desk", List.of("/Service desk"), "management",
            List.of("/Management"));

    private MspPlan() {}

    static RealmPlan of(Staff staff, Staff.Member leaver) {
        var accounts = new ArrayList<Account>();
        int nth = 0;
        for (var member : staff.people()) {
            var account = Account.of(member.username(), member.name(), staff.mail(member), 300 + 61 * nth++,
                    GROUPS.getOrDefault(member.job(), List.of()));
            boolean left = member.equals(leaver) || member.job().equals("former technician");
            accounts.add(left
                    ? account.disabled()
                    : PERSONAS.contains(member.username())
                            ? account.asPersona()
                            : account);
        }
        var settings = new LinkedHashMap<String, Object>();
        settings.put("sslRequired", "none");
        settings.putAll(Lockout.INTENDED.settings());
        var groups = new LinkedHashMap<String, List<String>>();
        groups.put("/Engineers", List.of("ticket-work"));
        groups.put("/Service desk", List.of("ticket-work"));
        groups.put("/Management", List.of());
        return new RealmPlan(staff.realm(), staff.name(), settings,
                Map.of("ticket-work", new Profile.Role("works on tickets", List.of())), groups, accounts,
                List.of(SettleMsp.connector()), false);
    }
}
