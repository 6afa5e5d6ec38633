package org.bailiwick.register;

import org.bailiwick.connector.ObjectKind;

/**
 * The temporary tables into which a snapshot is streamed; PostgreSQL refuses COPY into tables under row-level security.
 */
enum StagedTable {
    ENTITLEMENTS(ObjectKind.ENTITLEMENTS, "staged_entitlement", "kind, id",
            """
            kind text not null, id text not null, name text not null, description text, tier text not null,
            self_raising boolean not null"""), ACCOUNTS(ObjectKind.ACCOUNTS, "staged_account", "id",
                    """
                    id text not null, username text not null, display_name text not null, mail text, mail_verified boolean,
                    service boolean not null, enabled boolean, locked boolean, created_at timestamptz,
                    pending_actions text, last_sign_in_at timestamptz, employee_id text, federated_as text"""), CREDENTIALS(
                            ObjectKind.CREDENTIALS, "staged_credential", "account, kind, id",
                            """
                            account text not null, kind text not null, id text not null, label text, created_at timestamptz,
                            expires_at timestamptz"""), CONTAINMENTS(
                                    ObjectKind.CONTAINMENTS, "staged_containment",
                                    "parent_kind, parent, child_kind, child",
                                    """
                                    parent_kind text not null, parent text not null, child_kind text not null, child text not null"""), MEMBERSHIPS(
                                            ObjectKind.MEMBERSHIPS, "staged_membership", "account, kind, id",
                                            """
                                            account text not null, kind text not null, id text not null"""), SETTINGS(
                                                    ObjectKind.SETTINGS, "staged_setting", "key",
                                                    "key text not null, value text not null");

    private final ObjectKind kind;
    private final String table;
    private final String key;
    private final String columns;

    StagedTable(ObjectKind kind, String table, String key, String columns) {
        this.kind = kind;
        this.table = table;
        this.key = key;
        this.columns = columns;
    }

    ObjectKind kind() {
        return kind;
    }

    String table() {
        return table;
    }

    /** The columns that name one thing. */
    String key() {
        return key;
    }

    String create() {
        return "create temporary table %s (%s) on commit drop".formatted(table, columns);
    }

    String copy() {
        return "copy %s from stdin (format binary)".formatted(table);
    }
}
