package org.bailiwick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.Contracts;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.tenant.Tenants;
import org.bailiwick.testing.KeycloakAdmin;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestKeycloak;
import org.bailiwick.testing.TestServer;

/** People who change in the demo what its set-up has arranged: its next start has to leave that as it is. */
final class DemoVisitors {
    private static final String CUSTOMER = "acme-dental";
    private static final String OTHER = "birchwood-law";
    private static final String FORGETFUL = "ben.ward";

    private final TestDatabase database;

    DemoVisitors(TestDatabase database) {
        this.database = database;
    }

    /**
     * The risk owner proposes a next contract to one customer; the owner of another takes back what an operator has; and
     * somebody unlocks whom its system had locked out.
     */
    void act(TestServer server) {
        var permits = new DemoPermits(server.bean(DecisionPoint.class), database.transactions());
        var riskOwner = holder(TenantId.MSP, Capabilities.ESTATE_READ);
        server.bean(Contracts.class)
                .propose(permits.permit(riskOwner, Capabilities.TENANT_MANAGE, tenant(server, CUSTOMER)),
                        new Contracts.Proposal("as before", "as before", Contracts.Proposal.USUAL_TERMS))
                .orThrow(problem -> new IllegalStateException(problem.toString()));
        assertThat(taken(server)).as("what an operator has in `%s`".formatted(OTHER)).isNotEmpty();
        for (var taken : taken(server)) {
            var other = tenant(server, OTHER);
            server.bean(Authorities.class)
                    .revoke(permits.permit(holder(other, Capabilities.CONTRACT_ACCEPT),
                            Capabilities.AUTHORITY_DELEGATE, other), taken, false, "not wanted here")
                    .orThrow(problem -> new IllegalStateException(problem.toString()));
        }
        assertThat(lockedOut(server)).as("`%s` of `%s` is locked out".formatted(FORGETFUL, OTHER)).isTrue();
        keycloak().delete(failedSignIns(server), null);
    }

    /** What of it is not as they left it. */
    List<String> undone(TestServer server) {
        var undone = new ArrayList<String>();
        var standing = database.transactions().tenant(tenant(server, CUSTOMER),
                tx -> server.bean(Contracts.class).standing(tx));
        if (standing.proposed().isEmpty() || standing.accepted().isEmpty()) {
            undone.add("the proposal beside the contract in force");
        }
        if (lockedOut(server)) {
            undone.add("the unlocking of " + FORGETFUL);
        }
        taken(server).forEach(again -> undone.add("an operator's authority " + again));
        return undone;
    }

    private boolean lockedOut(TestServer server) {
        return keycloak().get(failedSignIns(server)).required("disabled").asBoolean();
    }

    private String failedSignIns(TestServer server) {
        var realm = "/admin/realms/" + database.superuser()
                .sql("select settings::jsonb ->> 'realm' from connection where tenant_id = :tenant")
                .param("tenant", tenant(server, OTHER).value()).query(String.class).single();
        var user = keycloak().get(realm + "/users?exact=true&username=" + FORGETFUL).required(0).required("id");
        return realm + "/attack-detection/brute-force/users/" + user.asString();
    }

    private static KeycloakAdmin keycloak() {
        return TestKeycloak.admin();
    }

    /** Authorities of the MSP's operators to request readings in the other customer. */
    private List<UUID> taken(TestServer server) {
        return database.superuser()
                .sql("""
                     select public_id from authority where tenant_id = :tenant and capability = :capability
                       and source = 'delegation' and side = 'msp' and revoked_at is null""")
                .param("tenant", tenant(server, OTHER).value()).param("capability", Capabilities.SNAPSHOT_REQUEST)
                .query(UUID.class).list();
    }

    private Principal.Person holder(TenantId tenant, String capability) {
        return database.superuser()
                .sql("""
                     select p.person_id, p.provider_id, v.issuer, p.subject, t.name
                     from authority a join person p using (person_id) join provider v using (provider_id)
                     join tenant_person t on t.tenant_id = a.tenant_id and t.person_id = a.person_id
                     where a.tenant_id = :tenant and a.capability = :capability and a.revoked_at is null
                     order by a.authority_id limit 1""").param("tenant", tenant.value())
                .param("capability", capability)
                .query((row, number) -> new Principal.Person(new PersonId(row.getLong("person_id")),
                        new ProviderId(row.getLong("provider_id")), row.getString("issuer"), row.getString("subject"),
                        row.getString("name"), null, null, "a visit"))
                .single();
    }

    private static TenantId tenant(TestServer server, String shortName) {
        return server.bean(Tenants.class).byShortName(shortName).orElseThrow();
    }
}
