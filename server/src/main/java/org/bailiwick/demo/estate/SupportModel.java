package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The role model that the MSP intends for its own people in every customer: operators look, administrators change.
 * Customers have copies of it, and some copies are weaker than the model.
 */
record SupportModel(String about, List<String> operatorRole, List<String> everybody, List<String> operators) {
    static final String OPERATORS = "/Support/Operators";
    static final String ADMINISTRATORS = "/Support/Administrators";

    private static final String ROLE = "support-operator";
    private static final String MANAGEMENT = "realm-management/";
    private static final List<String> LOOK = List.of(MANAGEMENT + "view-users", MANAGEMENT + "view-realm",
            MANAGEMENT + "view-events");

    static final SupportModel INTENDED = new SupportModel("as intended", LOOK, List.of(), List.of(ROLE));

    static final List<SupportModel> WEAK = List.of(
            new SupportModel("the role of operators manages users",
                    List.of(MANAGEMENT + "view-users", MANAGEMENT + "view-realm", MANAGEMENT + "manage-users"),
                    List.of(), List.of(ROLE)),
            new SupportModel("the group above gives everybody in it the clients", LOOK,
                    List.of(MANAGEMENT + "manage-clients"), List.of(ROLE)),
            new SupportModel("the group of operators administers the realm", LOOK, List.of(),
                    List.of(ROLE, MANAGEMENT + "realm-admin")));

    /** What each of its roles and groups leads to by itself; the others that it names stand for themselves. */
    Map<String, List<String>> leadsTo() {
        var leadsTo = new LinkedHashMap<String, List<String>>();
        roles().forEach((role, about) -> leadsTo.put(role, about.holds()));
        groups().forEach((path, holds) -> {
            var all = new ArrayList<>(holds);
            int above = path.lastIndexOf('/');
            if (above > 0) {
                all.add(path.substring(0, above));
            }
            leadsTo.put(path, all);
        });
        return leadsTo;
    }

    Map<String, Profile.Role> roles() {
        return Map.of(ROLE, new Profile.Role("looks after the customer's users", operatorRole));
    }

    Map<String, List<String>> groups() {
        var groups = new LinkedHashMap<String, List<String>>();
        groups.put("/Support", everybody);
        groups.put(OPERATORS, operators);
        groups.put(ADMINISTRATORS, List.of(MANAGEMENT + "realm-admin"));
        return groups;
    }
}
