package org.bailiwick.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.CreateTenant;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.connector.Connections;
import org.bailiwick.demo.estate.Estate;
import org.bailiwick.demo.estate.RealmPlan;
import org.bailiwick.demo.estate.TenantPlan;
import org.bailiwick.drift.MspMailDomains;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.signin.Provider;
import org.bailiwick.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Takes the sample customers on, each step as the person who would do it: the risk owner creates and connects the
 * tenant and proposes the contract, its owner accepts, the risk owner hands on to operator and auditor.
 */
@Component
@Profile("demo")
final class DemoCustomers {
    private static final Logger log = LoggerFactory.getLogger(DemoCustomers.class);
    private static final String REASON = "set up with the demo";

    private final Tenants tenants;
    private final CreateTenant createTenant;
    private final RootAuthorities roots;
    private final Contracts contracts;
    private final Authorities authorities;
    private final Connections connections;
    private final Transactions transactions;
    private final MspMailDomains mailDomains;
    private final DemoScopes scopes;
    private final DemoPermits permits;
    private final DemoPeople people;

    DemoCustomers(Tenants tenants, CreateTenant createTenant, RootAuthorities roots, Contracts contracts,
            Authorities authorities, Connections connections, Transactions transactions, DecisionPoint decisions,
            DemoPeople people, MspMailDomains mailDomains, DemoScopes scopes) {
        this.scopes = scopes;
        this.mailDomains = mailDomains;
        this.tenants = tenants;
        this.createTenant = createTenant;
        this.roots = roots;
        this.contracts = contracts;
        this.authorities = authorities;
        this.connections = connections;
        this.transactions = transactions;
        this.permits = new DemoPermits(decisions, transactions);
        this.people = people;
    }

    /** What was reached in an earlier run says nothing about now: the portal shows the systems as not known. */
    void forgetWhatWasReached(Estate estate) {
        Stream.concat(Stream.of(TenantId.MSP),
                estate.tenants().stream().map(TenantPlan::shortName).map(tenants::byShortName)
                        .flatMap(Optional::stream))
                .forEach(tenant -> transactions.tenant(tenant, tx -> {
                    connections.forgetState(tx);
                    return true;
                }));
    }

    /** @return the provider by which the customer's people sign in */
    Provider takeOn(DemoMsp.MspSide msp, TenantPlan plan, String issuer, DemoRealms realms, String proxy) {
        var realm = plan.realm().name();
        var tenant = tenant(msp.riskOwner(), plan);
        var provider = people.provider(tenant, plan.name(), issuer, realms.portalSecret(realm));
        var user = realms.user(realm, plan.approver());
        var owner = people.person(provider, user.user(), plan.approverName(), user.mail());
        agree(msp.riskOwner(), owner, tenant, plan);
        realms.find(realm, plan.deputy())
                .map(each -> people.person(provider, each.user(), plan.deputyName(), each.mail()))
                .ifPresent(deputy -> handOn(owner, deputy, SamplePeople.DEPUTY, tenant));
        if (Estate.DECIDED_FOR.contains(plan.shortName())) {
            people.introduce(tenant, msp.riskOwner());
            handOn(owner, msp.riskOwner(), SamplePeople.DECIDING, tenant);
        }
        for (var delegate : msp.delegates()) {
            people.introduce(tenant, delegate.person());
            handOn(msp.riskOwner(), delegate.person(), delegate.who().inCustomers(), tenant);
        }
        scopes.agree(msp.operator(), owner, tenant, plan);
        connect(msp.riskOwner(), tenant, plan.realm(), proxy, realms.connectorSecret(realm), provider);
        return provider;
    }

    /** By which mail addresses the MSP's technicians are recognised in customers' systems. */
    void mailDomains(Principal.Person riskOwner, List<String> domains) {
        mailDomains.set(permits.permit(riskOwner, Capabilities.TENANT_MANAGE, TenantId.MSP), domains)
                .orThrow(problem -> new DemoException("the MSP's mail domains are not taken: " + problem, null));
    }

    private TenantId tenant(Principal.Person riskOwner, TenantPlan sample) {
        var manage = permits.permit(riskOwner, Capabilities.TENANT_MANAGE, TenantId.MSP);
        var tenant = tenants.byShortName(sample.shortName())
                .orElseGet(() -> createTenant.create(manage, sample.shortName(), sample.name())
                        .orThrow(problem -> new DemoException("no tenant: " + problem, null)));
        createTenant.catchUp(manage, tenant);
        return tenant;
    }

    /** Names the owner and has a contract proposed and accepted. What both sides agreed to since is theirs: it stays. */
    private void agree(Principal.Person riskOwner, Principal.Person owner, TenantId tenant, TenantPlan plan) {
        var name = plan.name();
        if (transactions.tenant(tenant, contracts::standing).accepted().isPresent()) {
            return;
        }
        var manage = permits.permit(riskOwner, Capabilities.TENANT_MANAGE, tenant);
        roots.owner(manage, owner.id(), REASON)
                .orThrow(problem -> new DemoException("no owner of " + name + ": " + problem, null));
        var contract = contracts.propose(manage, new Contracts.Proposal(
                "the tenant's people read their whole record in the portal and by API at any time",
                "the risk owner of %s, then its managing director".formatted("Northgate IT"),
                terms(plan)))
                .orThrow(problem -> new DemoException("no contract with " + name + ": " + problem, null));
        contracts.accept(permits.permit(owner, Capabilities.CONTRACT_ACCEPT, tenant), contract.hash())
                .orThrow(problem -> new DemoException(name + " did not accept: " + problem, null));
    }

    private static List<Contracts.Term> terms(TenantPlan plan) {
        return Contracts.Proposal.USUAL_TERMS.stream()
                .map(term -> term.capability().equals(Capabilities.STAFF_OFFBOARD)
                        && Estate.ASKED_ABOUT_LEAVERS.contains(plan.shortName())
                                ? new Contracts.Term(term.capability(), "tenant", term.automatic())
                                : term)
                .toList();
    }

    /** Hands on what this person was never given: what somebody took back stays taken back. */
    void handOn(Principal.Person from, Principal.Person to, Iterable<String> capabilities, TenantId tenant) {
        for (var capability : capabilities) {
            if (!transactions.tenant(tenant, tx -> authorities.everGiven(tx, to.id(), capability))) {
                authorities.delegate(permits.permit(from, Capabilities.AUTHORITY_DELEGATE, tenant), to.id(),
                        capability, null, REASON, null)
                        .orThrow(problem -> new DemoException("cannot hand on " + capability + ": " + problem, null));
            }
        }
    }

    /** At each start anew, because the proxy's address is another; unless somebody took that authority back. */
    void connect(Principal.Person riskOwner, TenantId tenant, RealmPlan realm, String address, String secret,
            Provider provider) {
        var wanted = new Connections.Wanted("keycloak", Estate.CONNECTION, address,
                Map.of("realm", realm.name(), "clientId", Estate.CONNECTOR), secret,
                Optional.of(provider.id().value()));
        if (!permits.holds(riskOwner, Capabilities.TENANT_MANAGE, tenant)) {
            log.warn("{} is not connected anew: somebody took back what {} needs for it", realm.displayName(),
                    riskOwner.name());
            return;
        }
        connections.connect(permits.permit(riskOwner, Capabilities.TENANT_MANAGE, tenant), wanted)
                .orThrow(problem -> new DemoException("cannot connect " + realm.displayName() + ": " + problem, null));
    }
}
