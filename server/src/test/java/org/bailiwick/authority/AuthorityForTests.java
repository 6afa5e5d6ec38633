package org.bailiwick.authority;

import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.LedgerForTests;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.PlatformForTests;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.tenant.TenantForTests;
import org.bailiwick.tenant.Tenants;

/** Authority's parts over one test database, wired by hand, and short ways to people with authorities. */
public final class AuthorityForTests {
    private final Transactions transactions;
    private final AuthorityStore store = new AuthorityStore();
    private final Tenants tenants;
    private final DecisionPoint decisions;
    private final Contracts contracts;
    private final Authorities authorities;
    private final RootAuthorities roots;
    private final Persons persons;
    private final CreateTenant createTenant;

    public AuthorityForTests(PlatformForTests platform) {
        this(platform, LedgerForTests.over(platform).ledger());
    }

    private AuthorityForTests(PlatformForTests platform, Ledger ledger) {
        transactions = platform.transactions();
        var ids = platform.ids();
        var contractStore = new ContractStore();
        var give = new GiveAuthority(store, new PersonStore(), ledger, ids);
        tenants = TenantForTests.over(platform, ledger);
        decisions = new DecisionPoint(transactions, store, contractStore, ledger, ids);
        contracts = new Contracts(transactions, contractStore, decisions, give, ledger, ids);
        authorities = new Authorities(transactions, store, decisions, give, ledger);
        roots = new RootAuthorities(transactions, store, decisions, contractStore, give);
        persons = new Persons(transactions, new PersonStore());
        createTenant = new CreateTenant(transactions, tenants, store, decisions, give, persons, ledger);
        TenantForTests.createMsp(tenants);
    }

    public WhereAllowed whereAllowed() {
        return new WhereAllowed(authorities, new OwnAuthorities(transactions, new OwnAuthorityStore()));
    }

    public Tenants tenants() {
        return tenants;
    }

    public DecisionPoint decisions() {
        return decisions;
    }

    public Contracts contracts() {
        return contracts;
    }

    public Authorities authorities() {
        return authorities;
    }

    public RootAuthorities roots() {
        return roots;
    }

    public Persons persons() {
        return persons;
    }

    public CreateTenant createTenant() {
        return createTenant;
    }

    /** Somebody whom provider 1 of the MSP knows. */
    public Principal.Person person(String name) {
        return person(new ProviderId(1), name, TenantId.MSP);
    }

    public Principal.Person person(ProviderId provider, String name, TenantId home) {
        PersonId id = persons.know(provider, name, home, Persons.Profile.named(name));
        return new Principal.Person(id, provider, "https://id.example/" + provider.value(), name, name, null, null,
                "session of " + name);
    }

    /** The yes that a test rests on; fails where it is a no. */
    public Permit permit(Principal principal, String capability, TenantId tenant) {
        return switch (decisions.decide(principal, capability, tenant)) {
            case Evaluation.Permitted(var permit) -> permit;
            case Evaluation.Denied denied -> throw new AssertionError(denied.reason());
        };
    }

    /** A tenant with an owner who accepted the usual contract. */
    public TenantId customer(Principal.Person administrator, Principal.Person owner, String shortName) {
        var tenant = ok(createTenant.create(permit(administrator, Capabilities.TENANT_MANAGE, TenantId.MSP), shortName,
                "Tenant " + shortName));
        name(administrator, owner, tenant);
        var contract = ok(contracts.propose(permit(administrator, Capabilities.TENANT_MANAGE, tenant),
                new Contracts.Proposal("portal, read only", "call +1 555 0100", Contracts.Proposal.USUAL_TERMS)));
        ok(contracts.accept(permit(owner, Capabilities.CONTRACT_ACCEPT, tenant), contract.hash()));
        return tenant;
    }

    public void name(Principal.Person administrator, Principal.Person owner, TenantId tenant) {
        ok(roots.owner(permit(administrator, Capabilities.TENANT_MANAGE, tenant), owner.id(), "signed the contract"));
    }

    /** Revokes the root of this person's authority in the MSP, as if from the MSP's own pages. */
    void revokeRootOf(Principal.Person person) {
        transactions.tenant(TenantId.MSP, tx -> {
            store.revokeRoot(tx, store.get(tx, store.held(tx, person).getFirst().id()).root());
            return true;
        });
    }

    static <T, P> T ok(Result<T, P> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }
}
