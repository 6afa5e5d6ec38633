package org.bailiwick.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.bailiwick.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema keeps its walls, and the lint notices where one is missing. */
@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaLintTests {
    private TestDatabase database;

    @BeforeAll
    void migrate() {
        database = TestDatabase.create();
    }

    @AfterAll
    void drop() {
        database.close();
    }

    @Test
    void theSchemaBreaksNoRule() {
        assertThat(new SchemaLint(database.superuser()).faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                                                                  create table stray (tenant_id int not null)                                       | stray
                                                                  alter table account no force row level security                                   | account
                                                                  drop policy one_tenant on identity                                                | identity
                                                                  alter policy one_tenant on account using (tenant_id in (select tenant_id from work)) | account.one_tenant
                                                                  alter policy one_tenant on account using (tenant_id = current_setting('app.tenant', true)::int) | account.one_tenant
                                                                  create unique index oracle on identity (display_name)                             | oracle
                                                                  alter table snapshot_kind add constraint odd foreign key (kind) references capability (name) | ""
                                                                  create view everything as select * from account                                   | everything
                                                                  create materialized view everything as select * from account                      | everything
                                                                  create function strong() returns int language sql security definer as 'select 1'  | strong
                                                                  grant update on ev_entry to bw_tenant                                             | ev_entry
                                                                  grant update (body) on ev_entry to bw_worker                                      | ev_entry.body
                                                                  grant delete on decision to bw_tenant                                             | decision
                                                                  grant truncate on account to bw_worker                                            | account
                                                                  alter table account owner to bw_tenant                                            | bw_tenant
                                                                  comment on table account is null                                                  | account""")
    void aMissingWallIsNamed(String damage, String named) {
        try (var damaged = TestDatabase.create()) {
            damaged.superuser().sql(damage).update();

            var faults = new SchemaLint(damaged.superuser()).faults();

            if (named.isEmpty()) {
                assertThat(faults).isEmpty();
            } else {
                assertThat(faults).anyMatch(fault -> fault.contains("`" + named));
            }
        }
    }
}
