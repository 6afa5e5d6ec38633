package org.bailiwick.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the catalogue of a migrated database and names what breaks a rule of isolation; an empty list is a pass. */
final class SchemaLint {
    /** Tables without a tenant's walls, each with its reason. */
    static final Map<String, String> GLOBAL = Map.ofEntries(
            Map.entry("work", "a claim over tables under row-level security would raise; holds only where to look"),
            Map.entry("job", "finds the tenant of a job before any tenant is known"),
            Map.entry("ev_inbox", "the sequencer need not poll every tenant"),
            Map.entry("head_inbox", "the heads log need not look through every tenant"),
            Map.entry("head_entry", "the heads log is one for all tenants; no tenant's role reads its entries"),
            Map.entry("head_tile", "the heads log's hashes, which tell nothing of a tenant"),
            Map.entry("head_checkpoint", "the heads log's states, which every tenant's witness sees"),
            Map.entry("head_state", "that the heads log stands still, which is so for every tenant"),
            Map.entry("witness", "witnesses cosign the one heads log of all tenants"),
            Map.entry("witness_cosignature", "cosignatures of the one heads log, for every tenant's proof"),
            Map.entry("witness_standing", "how it stands with a witness, which every tenant sees"),
            Map.entry("witness_refusal", "that a witness refused the one heads log, which every tenant sees"),
            Map.entry("tenant_directory", "finds a tenant by what stands in a URL"),
            Map.entry("capability", "word list"),
            Map.entry("person", "people who sign in, before a tenant is known; holds the key only"),
            Map.entry("bulk_alone", "counts what one person decides alone over all tenants; each reads their own only"),
            Map.entry("authority_root", "one update revokes an authority in every tenant"),
            Map.entry("provider", "identity providers, read before a tenant is known"),
            Map.entry("first_administrator", "the one-time link of an installation"),
            Map.entry("spring_session", "browser sessions, before a tenant is known"),
            Map.entry("spring_session_attributes", "browser sessions, before a tenant is known"),
            Map.entry("flyway_schema_history", "Flyway's own"));

    /** Append-only: no role may update, only a retention role may ever delete, and only the sequencer empties the inbox. */
    static final Set<String> APPEND_ONLY = Set.of("ev_entry", "ev_disclosure", "ev_value", "ev_inbox", "ev_leaf",
            "ev_tile",
            "ev_checkpoint", "ev_head", "ev_log_state", "head_entry", "head_tile", "head_checkpoint", "change_event",
            "decision", "register_history", "contract", "contract_capability", "contract_acceptance", "snapshot_kind",
            "expected_person", "expected_function", "expected_entitlement", "expected_container", "expected_lead",
            "bulk_act", "bulk_act_part", "bulk_act_asked", "witness_cosignature", "witness_refusal", "ev_removal",
            "head_state");

    private final JdbcClient superuser;
    private final List<String> faults = new ArrayList<>();

    SchemaLint(JdbcClient superuser) {
        this.superuser = superuser;
    }

    List<String> faults() {
        faults.clear();
        tablesAreIsolated();
        policiesAreInline();
        keysAreLedByTheTenant();
        viewsRunAsTheirReader();
        functionsPinTheirSearchPath();
        appendOnlyTablesStaySo();
        rolesAreWeak();
        tablesAreDescribed();
        return List.copyOf(faults);
    }

    private void tablesAreIsolated() {
        report("table `%s` is neither global by the allow-list nor has tenant_id, forced row-level security and its"
                + " three policies",
                """
                select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r','p')
                and c.relname not in (:global) and not (c.relrowsecurity and c.relforcerowsecurity
                  and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)
                  and (select count(*) from pg_policy p where p.polrelid = c.oid
                       and p.polname in ('one_tenant', 'listed_tenants', 'whole_estate')) = 3)""");
        report("global table `%s` of the allow-list does not exist",
                """
                select name from unnest(array[:global]) as name
                where not exists (select from pg_class where relname = name and relkind = 'r')""");
    }

    private void policiesAreInline() {
        report("the policy `%s` has a subquery, tolerates an unset context or calls more than current_setting",
                """
                select c.relname || '.' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid
                cross join lateral (select coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' '
                    || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as text) e
                where e.text ~* 'select' or e.text ~ 'current_setting\\([^)]*,'
                  or regexp_replace(e.text, 'current_setting', '', 'g') ~ '[a-z_]+\\(' and e.text !~ 'ANY \\('""");
    }

    private void keysAreLedByTheTenant() {
        report("the key or index `%s` does not begin with tenant_id",
                """
                select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                where c.relnamespace = 'public'::regnamespace and c.relname not in (:global) and a.attname <> 'tenant_id'
                  and i.indexrelid::regclass::text not in ('authority_of_a_person', 'bulk_decision_of_a_person',
                    'finding_trait_count_by_pattern')""");
        report("the foreign key `%s` does not begin with tenant_id and does not point at a global table",
                """
                select k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
                join pg_class target on target.oid = k.confrelid
                join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                where k.contype = 'f' and a.attname <> 'tenant_id' and target.relname not in (:global)""");
    }

    private void viewsRunAsTheirReader() {
        report("the view `%s` runs with its owner's rights",
                """
                select relname from pg_class where relnamespace = 'public'::regnamespace and (relkind = 'm'
                  or relkind = 'v' and not coalesce(reloptions, '{}') @> array['security_invoker=true'])""");
    }

    private void functionsPinTheirSearchPath() {
        report("the function `%s` is SECURITY DEFINER without a search_path",
                """
                select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
                and not coalesce(array_to_string(proconfig, ','), '') like '%search_path=%'""");
    }

    private void appendOnlyTablesStaySo() {
        report("somebody may update, delete or truncate in the append-only table: `%s`",
                """
                select table_name || ' by ' || grantee from information_schema.table_privileges
                where table_name in (:append) and grantee like 'bw\\_%' and grantee <> 'bw_migrate'
                  and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
                  and not (table_name = 'ev_inbox' and grantee = 'bw_sequencer' and privilege_type = 'DELETE')
                  and not (table_name in ('ev_entry', 'ev_disclosure', 'ev_value') and grantee = 'bw_retention'
                    and privilege_type = 'DELETE')
                union all
                select table_name || '.' || column_name || ' by ' || grantee from information_schema.column_privileges
                where table_name in (:append) and grantee like 'bw\\_%' and grantee <> 'bw_migrate'
                  and privilege_type = 'UPDATE'""");
        report("a role may TRUNCATE or reference: `%s`",
                """
                select table_name || ' by ' || grantee from information_schema.table_privileges
                where grantee like 'bw\\_%' and grantee <> 'bw_migrate' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')""");
    }

    private void rolesAreWeak() {
        report("the login role `%s` is a superuser, bypasses row-level security or owns tables",
                """
                select rolname from pg_roles r where rolname like 'bw\\_%' and (rolsuper or rolbypassrls or rolcreaterole
                  or rolname <> 'bw_migrate' and exists (select from pg_class c where c.relowner = r.oid))""");
    }

    private void tablesAreDescribed() {
        report("the table `%s` has no comment",
                """
                select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and obj_description(oid, 'pg_class') is null and relname <> 'flyway_schema_history'""");
    }

    private void report(String fault, String query) {
        superuser.sql(query).param("global", GLOBAL.keySet()).param("append", APPEND_ONLY).query(String.class).list()
                .forEach(name -> faults.add(fault.formatted(name)));
    }
}
