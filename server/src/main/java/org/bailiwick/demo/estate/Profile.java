package org.bailiwick.demo.estate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is like, as its file says it. An entitlement is written as its name alone: a group begins with
 * {@code /}, a client role is {@code client/role}, everything else is a realm role.
 *
 * @param domain of its mail addresses
 * @param size how many people of its own it has
 * @param usernames how it makes them: {@code first.last}, {@code last.first} or {@code flast}
 * @param approver who answers for the tenant's side
 * @param deputy who decides beside the approver, with the same function, so that nobody decides about many alone
 * @param services API clients by their id
 * @param named people who are there whatever the seed
 * @param support what the MSP's people hold there, where it is not a copy of the MSP's own role model
 * @param technicians the MSP's people who are there whatever the seed
 */
record Profile(String shortName, String name, String realm, String domain, int size, String usernames,
        Approver approver, String deputy, Map<String, Role> roles, Map<String, List<String>> groups,
        Map<String, JobFunction> functions, Map<String, Application> services, List<Named> named,
        @Nullable Support support, List<Technician> technicians) {
    Profile {
        named = List.copyOf(Objects.requireNonNullElse(named, List.of()));
        technicians = List.copyOf(Objects.requireNonNullElse(technicians, List.of()));
    }

    record Approver(String name, String function) {}

    record Role(String about, List<String> holds) {}

    /** @param share how many of the people have it, against the other functions; 0 for those who are named only */
    record JobFunction(String title, int share, List<String> holds) {}

    record Application(String about, List<String> holds) {}

    record Named(String username, String name, String function, @Nullable String mail) {}

    record Support(List<String> operator, List<String> administrator) {}

    /** @param as {@code operator} or {@code administrator} */
    record Technician(String username, String person, String as) {}
}
