package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.bailiwick.authority.AuthorityLostException;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MspMailDomainsTests {
    private TestDatabase database;
    private TestModules modules;
    private MspMailDomains domains;
    private Principal.Person administrator;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
        domains = modules.bean(MspMailDomains.class);
        var person = modules.bean(Persons.class).know(new ProviderId(1), "ruth", TenantId.MSP,
                Persons.Profile.named("Ruth"));
        modules.bean(RootAuthorities.class).firstAdministrator(person);
        administrator = new Principal.Person(person, new ProviderId(1), "https://id.example", "ruth", "Ruth", null,
                null, "session");
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @Test
    void domainsAreSetAsAWholeAndOnRecordOnceForEachChange() {
        ok(domains.set(manage(), List.of(" MSP.example ", "old.example", "msp.example")));
        assertThat(ok(domains.set(manage(), List.of("msp.example", "new.example")))).containsExactly("msp.example",
                "new.example");
        ok(domains.set(manage(), List.of("new.example", "msp.example")));

        assertThat(domains.list()).containsExactly("msp.example", "new.example");
        assertThat(database.superuser().sql("select count(*) from ev_entry where action = 'mail domains set'")
                .query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void whatIsNoDomainIsRefused() {
        for (var unfit : new String[]{"ada@msp.example", "msp", "", "-.example", "msp..example", "m p.example",
            "müller.example", "127.0.0.1", "x.".repeat(130) + "example"}) {
            assertThat(domains.set(manage(), List.of(unfit))).as(unfit).isInstanceOf(Result.No.class);
        }
        assertThat(domains.set(manage(), IntStream.rangeClosed(0, MspMailDomains.MOST).mapToObj(i -> "d%d.example"
                .formatted(i)).toList())).isEqualTo(Result.no(new MspMailDomains.Problem.TooMany(MspMailDomains.MOST)));
    }

    @Test
    void authorityRevokedMeanwhileOrForSomethingElseSetsNothing() {
        var read = permit(Capabilities.TENANT_READ);
        assertThatThrownBy(() -> domains.set(read, List.of("msp.example"))).hasMessageContaining("own tenant");

        var permit = manage();
        database.superuser().sql("update authority_root set revoked_at = now() - interval '1 hour'").update();
        try {
            assertThatThrownBy(() -> domains.set(permit, List.of("evil.example")))
                    .isInstanceOf(AuthorityLostException.class);
        } finally {
            database.superuser().sql("update authority_root set revoked_at = null").update();
        }
    }

    private Permit manage() {
        return permit(Capabilities.TENANT_MANAGE);
    }

    private Permit permit(String capability) {
        return switch (modules.bean(DecisionPoint.class).decide(administrator, capability, TenantId.MSP)) {
            case Evaluation.Permitted(var permit) -> permit;
            case Evaluation.Denied denied -> throw new AssertionError(denied.reason());
        };
    }

    private static List<String> ok(Result<List<String>, MspMailDomains.Problem> result) {
        return result.orThrow(problem -> new IllegalStateException(problem.toString()));
    }
}
