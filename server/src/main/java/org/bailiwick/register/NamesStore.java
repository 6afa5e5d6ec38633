package org.bailiwick.register;

import org.bailiwick.connector.ObjectKind;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/**
 * Keeps the names of a tenant's identities, accounts and entitlements together in one text each: a search over many
 * tenants learns from it where it need not look. Each kind is written down again by every reading that compares it.
 */
@Component
final class NamesStore {
    private static final String WRITTEN = """
                                          insert into register_names as known (tenant_id, kind, names)
                                          select :tenant, '%s', coalesce(string_agg(%s, E'\\n' order by %s), '')
                                          from %1$s where tenant_id = :tenant
                                          on conflict (tenant_id, kind) do update set names = excluded.names
                                            where known.names <> excluded.names""";

    /** INVARIANT: called in the transaction that wrote rows of the kind, after them; nothing else writes names. */
    void write(TenantTx tx, ObjectKind kind) {
        switch (kind) {
            case ENTITLEMENTS -> tx.sql(WRITTEN.formatted("entitlement", "search_key", "entitlement_id")).update();
            case ACCOUNTS -> {
                tx.sql(WRITTEN.formatted("identity", "search_key", "identity_id")).update();
                tx.sql(WRITTEN.formatted("account", "concat_ws(E'\\n', username_key, mail_key)", "account_id"))
                        .update();
            }
            case CREDENTIALS, CONTAINMENTS, MEMBERSHIPS, SETTINGS -> {
                // Nobody searches these by name.
            }
        }
    }
}
