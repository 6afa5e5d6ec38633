package org.bailiwick.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.DataAccessException;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTests {
    private TestDatabase database;
    private TenantId acme;
    private TenantId birch;

    @BeforeAll
    void twoTenants() {
        database = TestDatabase.create();
        acme = database.tenant("acme");
        birch = database.tenant("birch");
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void aTransactionSeesOneTenantEvenWithoutAPredicate() {
        var seen = database.transactions().tenant(acme,
                tx -> tx.sql("select short_name from tenant").query(String.class).list());

        assertThat(seen).containsExactly("acme");
    }

    @Test
    void oversightSeesTheListedTenantsOnly() {
        var seen = database.transactions().oversight(Set.of(birch),
                tx -> tx.sql("select short_name from tenant").query(String.class).list());

        assertThat(seen).containsExactly("birch");
    }

    @Test
    void oversightCannotWrite() {
        assertThatThrownBy(() -> database.transactions().oversight(Set.of(birch),
                tx -> tx.sql("update tenant set name = 'x'").update())).isInstanceOf(DataAccessException.class);
    }

    @Test
    void oversightOverNoTenantIsRefused() {
        assertThatThrownBy(() -> database.transactions().oversight(Set.of(), tx -> 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        assertThatThrownBy(() -> database.transactions().tenant(acme,
                tx -> tx.sql("""
                             insert into tenant_person (tenant_id, person_id, name) values (:other, 1, 'x')""")
                        .param("other", birch.value()).update()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theContextIsGoneWhenTheConnectionGoesBack() {
        database.transactions().tenant(acme, tx -> 0);

        assertThatThrownBy(
                () -> database.transactions().work(tx -> tx.sql("select count(*) from tenant").query().singleValue()))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void anUnsetContextRaises() {
        assertThatThrownBy(() -> database.as("tenant").sql("select count(*) from tenant").query().singleValue())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aFailureRollsBack() {
        assertThatThrownBy(() -> database.transactions().tenant(acme, tx -> {
            tx.sql("update tenant set name = 'changed' where tenant_id = :tenant").update();
            throw new IllegalStateException("stop");
        })).hasMessage("stop");

        assertThat(database.superuser().sql("select name from tenant where tenant_id = :id")
                .param("id", acme.value()).query(String.class).single()).isEqualTo("Tenant acme");
    }

    @Test
    void transactionsDoNotNest() {
        assertThatThrownBy(
                () -> database.transactions().tenant(acme, tx -> database.transactions().tenant(birch, inner -> 0)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("cannot open inside");
    }

    @Test
    void timeIsTheDatabasesPlusTheOffset() {
        var before = database.transactions().tenant(acme, TenantTx::now);

        database.time().advance(Duration.ofHours(2));
        var after = database.transactions().tenant(acme, TenantTx::now);

        assertThat(Duration.between(before, after)).isBetween(Duration.ofHours(2), Duration.ofHours(2).plusMinutes(5));
    }
}
