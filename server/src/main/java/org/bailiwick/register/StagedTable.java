package org.bailiwick.register;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bailiwick.connector.ObjectKind;

/**
 * The temporary tables into which a snapshot is streamed; PostgreSQL refuses COPY into tables under row-level security. A
 * session makes them once, and they are empty whenever a transaction ends.
 */
enum StagedTable {
    // @formatter:off
    ENTITLEMENTS("staged_entitlement", "kind, id", """
            kind text not null, id text not null, name text not null, description text, tier text not null,
            self_raising boolean not null"""),
    ACCOUNTS("staged_account", "id", """
            id text not null, username text not null, display_name text not null, mail text, mail_verified boolean,
            service boolean not null, enabled boolean, locked boolean, created_at timestamptz,
            pending_actions text, employee_id text, federated_as text, locked_at timestamptz, failed_sign_ins int,
            lock_permanent boolean"""),
    SIGN_INS("staged_sign_in", "id", "id text not null, at timestamptz not null"),
    CREDENTIALS("staged_credential", "account, kind, id", """
            account text not null, kind text not null, id text not null, label text, created_at timestamptz,
            expires_at timestamptz"""),
    CONTAINMENTS("staged_containment", "parent_kind, parent, child_kind, child", """
            parent_kind text not null, parent text not null, child_kind text not null, child text not null"""),
    MEMBERSHIPS("staged_membership", "account, kind, id", """
            account text not null, kind text not null, id text not null"""),
    SETTINGS("staged_setting", "key", "key text not null, value text not null");
    // @formatter:on

    private final String table;
    private final String key;
    private final String columns;

    StagedTable(String table, String key, String columns) {
        this.table = table;
        this.key = key;
        this.columns = columns;
    }

    static StagedTable of(ObjectKind kind) {
        return switch (kind) {
            case ENTITLEMENTS -> ENTITLEMENTS;
            case ACCOUNTS -> ACCOUNTS;
            case CREDENTIALS -> CREDENTIALS;
            case CONTAINMENTS -> CONTAINMENTS;
            case MEMBERSHIPS -> MEMBERSHIPS;
            case SETTINGS -> SETTINGS;
        };
    }

    String table() {
        return table;
    }

    /** The columns that name one thing. */
    String key() {
        return key;
    }

    static String createAll() {
        return Arrays.stream(values())
                .map(each -> "create temporary table if not exists %s (%s) on commit delete rows".formatted(each.table,
                        each.columns))
                .collect(Collectors.joining("; "));
    }

    String copy() {
        return "copy %s from stdin (format binary)".formatted(table);
    }
}
