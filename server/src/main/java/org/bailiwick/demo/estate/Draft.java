package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A tenant of the estate while it is being written: who is there, who is expected, and what was already touched. */
final class Draft {
    static final String OPERATOR = "support operator";
    static final String ADMINISTRATOR = "support administrator";
    static final String IT_LEAD = "it lead";

    private final Profile profile;
    private final Entitlements entitlements;
    private final SupportModel support;
    private final Map<String, ScopeFile.JobFunction> functions = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, ScopeFile.Expected> expected = new LinkedHashMap<>();
    private final Map<String, String> technicians = new HashMap<>();
    private final Set<String> touched = new HashSet<>();
    private final List<String> lockedOut = new ArrayList<>();
    private Lockout lockout;

    Draft(Profile profile, SupportModel support, Lockout lockout) {
        this.profile = profile;
        this.support = support;
        this.lockout = lockout;
        this.entitlements = new Entitlements(profile.roles(), profile.groups());
        profile.functions().forEach(
                (key, function) -> functions.put(key, new ScopeFile.JobFunction(function.title(), function.holds())));
        var own = profile.support();
        if (own == null) {
            entitlements.roles().putAll(support.roles());
            entitlements.groups().putAll(support.groups());
        }
        functions.put(OPERATOR, new ScopeFile.JobFunction("Support by Northgate IT",
                own == null ? List.of(SupportModel.OPERATORS) : own.operator()));
        functions.put(ADMINISTRATOR, new ScopeFile.JobFunction("Administration by Northgate IT",
                own == null ? List.of(SupportModel.ADMINISTRATORS) : own.administrator()));
    }

    Profile profile() {
        return profile;
    }

    Entitlements entitlements() {
        return entitlements;
    }

    /** Whether the file leaves the MSP's role model to the estate. */
    boolean writtenByHand() {
        return profile.support() != null;
    }

    SupportModel support() {
        return support;
    }

    List<String> holdsOf(String function) {
        var found = functions.get(function);
        if (found == null) {
            throw new IllegalArgumentException("%s has no function `%s`".formatted(profile.name(), function));
        }
        return found.holds();
    }

    boolean has(String username) {
        return accounts.containsKey(username);
    }

    Account account(String username) {
        var account = accounts.get(username);
        if (account == null) {
            throw new IllegalArgumentException("%s has no `%s`".formatted(profile.name(), username));
        }
        return account;
    }

    Service service(String clientId) {
        var service = services.get(clientId);
        if (service == null) {
            throw new IllegalArgumentException("%s has no client `%s`".formatted(profile.name(), clientId));
        }
        return service;
    }

    void put(Account account) {
        accounts.put(account.username(), account);
    }

    void put(Service service) {
        services.put(service.clientId(), service);
    }

    void expect(String username, String function, String owner) {
        expected.put(username, new ScopeFile.Expected(List.of(function), owner));
    }

    void define(String function, String title, List<String> holds) {
        functions.put(function, new ScopeFile.JobFunction(title, holds));
    }

    boolean expects(String username) {
        return expected.containsKey(username);
    }

    void nobodyAnswersFor(String username) {
        expected.computeIfPresent(username, (name, was) -> new ScopeFile.Expected(was.functions(), ""));
    }

    /** What the expected scope gives an account; nothing to a stranger. */
    List<String> expectedOf(String username) {
        var person = expected.get(username);
        return person == null ? List.of() : person.functions().stream().flatMap(key -> holdsOf(key).stream()).toList();
    }

    /** An account of somebody of the MSP. */
    void technician(String mspUser, Account account) {
        technicians.put(mspUser, account.username());
        put(account);
    }

    boolean hasTechnician(String mspUser) {
        return technicians.containsKey(mspUser);
    }

    boolean isTechnician(String username) {
        return technicians.containsValue(username);
    }

    /** @return whether nobody touched it before: one account bears one defect */
    boolean touch(String subject) {
        return touched.add(subject);
    }

    boolean untouched(String subject) {
        return !touched.contains(subject);
    }

    void lockout(Lockout other) {
        lockout = other;
    }

    /** Who locks themselves out is touched by nothing else. */
    void lockOut(String username) {
        lockedOut.add(username);
        touch(username);
    }

    boolean locks() {
        return lockout.on();
    }

    List<Account> accounts() {
        return List.copyOf(accounts.values());
    }

    List<Service> services() {
        return List.copyOf(services.values());
    }

    /** What the MSP's role model intends; where the file has one of its own, what that says of its roles and groups. */
    private Map<String, List<String>> roleModel() {
        var own = profile.support();
        if (own == null) {
            return SupportModel.INTENDED.leadsTo();
        }
        var model = new LinkedHashMap<String, List<String>>();
        Stream.concat(own.operator().stream(), own.administrator().stream())
                .filter(name -> !Entitlements.kind(name).equals("client role"))
                .forEach(name -> model.put(name, entitlements.reach(List.of(name)).stream()
                        .filter(reached -> !reached.equals(name)).toList()));
        return model;
    }

    TenantPlan plan() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("sslRequired", "none");
        settings.putAll(lockout.settings());
        var people = new ArrayList<>(accounts.values());
        people.sort(Comparator.comparing(Account::username));
        boolean linked = people.stream().anyMatch(account -> !account.link().isEmpty());
        var approver = account(Answering.of(this));
        var deputy = people.stream().filter(account -> account.persona() && !account.equals(approver)).findFirst()
                .orElseThrow();
        var owners = new LinkedHashMap<String, String>();
        expected.forEach((username, person) -> {
            if (!person.owner().isEmpty()) {
                owners.put(username, person.owner());
            }
        });
        return new TenantPlan(profile.shortName(), profile.name(),
                new RealmPlan(profile.realm(), profile.name(), settings, entitlements.roles(), entitlements.groups(),
                        people, List.copyOf(services.values()), linked),
                approver.username(), approver.name(), deputy.username(), deputy.name(),
                new ScopeFile(functions, expected, roleModel()).text(), owners,
                writtenByHand() ? "of its own" : support.about(), lockedOut);
    }
}
