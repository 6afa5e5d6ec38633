package org.bailiwick.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of who answers for identities. */
@Component
final class OwnerStore {
    private final IdentityStore identities;

    OwnerStore(IdentityStore identities) {
        this.identities = identities;
    }

    /** @param username of the account it was found by; its own public id where it was found by that */
    record Owned(long id, UUID publicId, String displayName, String username, @Nullable String owner) {}

    Optional<Owned> find(TenantTx tx, UUID publicId) {
        return tx.sql("""
                      select identity_id, public_id, display_name, public_id::text as username, owner
                      from identity where tenant_id = :tenant and public_id = :public""").param("public", publicId)
                .query((row, number) -> owned(row)).optional();
    }

    List<Owned> withUsernames(TenantTx tx, Set<String> usernames) {
        return tx.sql("""
                      select distinct on (i.identity_id) i.identity_id, i.public_id, i.display_name, a.username, i.owner
                      from account a
                      join identity i on i.tenant_id = a.tenant_id and i.identity_id = a.identity_id
                      where a.tenant_id = :tenant and a.gone_at is null and a.username = any(:usernames)
                      order by i.identity_id, a.account_id""").param("usernames", usernames.toArray(String[]::new))
                .query((row, number) -> owned(row)).list();
    }

    /** Whether the tenant knows somebody by this username or verified mail address. */
    boolean somebody(TenantTx tx, String owner) {
        return tx.sql("""
                      select exists (
                          select from account a where a.tenant_id = :tenant and a.gone_at is null
                            and (lower(a.username) = lower(:owner)
                              or a.mail_verified and lower(a.mail) = lower(:owner)))
                        or exists (
                          select from tenant_person p where p.tenant_id = :tenant and p.mail_verified
                            and lower(p.mail) = lower(:owner))""").param("owner", owner).query(Boolean.class).single();
    }

    void put(TenantTx tx, long identity, String owner, @Nullable PersonId by) {
        tx.sql("""
               update identity set owner = :owner, owner_named_at = :now, owner_named_by = :by
               where tenant_id = :tenant and identity_id = :identity""").param("identity", identity)
                .param("owner", owner).param("by", by == null ? null : by.value()).update();
    }

    IdentityView view(TenantTx tx, UUID publicId) {
        return identities.find(tx, publicId).orElseThrow();
    }

    private static Owned owned(ResultSet row) throws SQLException {
        return new Owned(row.getLong("identity_id"), row.getObject("public_id", UUID.class),
                row.getString("display_name"), row.getString("username"), row.getString("owner"));
    }
}
