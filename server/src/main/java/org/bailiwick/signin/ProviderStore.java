package org.bailiwick.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.GlobalTx;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of identity providers; read before any tenant is known, so as the sign-in role. */
@Component
final class ProviderStore {
    private static final String SELECT = """
                                         select provider_id, public_id, tenant_id, name, issuer, client_id
                                         from provider where\s""";

    /** What a provider published, and when that was read. */
    record Published(@Nullable String metadata, @Nullable String keySet, @Nullable Instant keySetReadAt) {}

    ProviderId next(GlobalTx tx) {
        return new ProviderId(tx.sql("select nextval('row_id')").query(Long.class).single());
    }

    void insert(GlobalTx tx, Provider provider, byte @Nullable [] sealedSecret) {
        tx.sql("""
               insert into provider (provider_id, public_id, tenant_id, name, issuer, client_id, sealed_secret)
               values (:id, :public, :of, :name, :issuer, :client, :secret)""").param("id", provider.id().value())
                .param("public", provider.publicId()).param("of", provider.tenant().value())
                .param("name", provider.name()).param("issuer", provider.issuer())
                .param("client", provider.clientId()).param("secret", sealedSecret).update();
    }

    /** A changed address makes what was published before void. */
    void update(GlobalTx tx, Provider provider, byte @Nullable [] sealedSecret) {
        tx.sql("""
               update provider set name = :name, issuer = :issuer, client_id = :client,
                   sealed_secret = coalesce(:secret::bytea, sealed_secret),
                   metadata = case when issuer = :issuer then metadata end,
                   key_set = case when issuer = :issuer then key_set end,
                   key_set_read_at = case when issuer = :issuer then key_set_read_at end
               where provider_id = :id""").param("id", provider.id().value()).param("name", provider.name())
                .param("issuer", provider.issuer()).param("client", provider.clientId())
                .param("secret", sealedSecret).update();
    }

    /** In the tenant whose provider it is; any other is not there for this role. */
    void secret(TenantTx tx, ProviderId id, byte[] sealedSecret) {
        if (tx.sql("update provider set sealed_secret = :secret where tenant_id = :tenant and provider_id = :id")
                .param("secret", sealedSecret).param("id", id.value()).update() != 1) {
            throw new IllegalStateException("the provider is not one of this tenant");
        }
    }

    Optional<Provider> byIssuer(GlobalTx tx, String issuer) {
        return tx.sql(SELECT + "issuer = :issuer").param("issuer", issuer).query(ProviderStore::provider).optional();
    }

    Optional<Provider> byPublicId(GlobalTx tx, UUID publicId) {
        return tx.sql(SELECT + "public_id = :id").param("id", publicId).query(ProviderStore::provider).optional();
    }

    Optional<Provider> find(GlobalTx tx, ProviderId id) {
        return tx.sql(SELECT + "provider_id = :id").param("id", id.value()).query(ProviderStore::provider).optional();
    }

    List<Provider> of(GlobalTx tx, TenantId tenant) {
        return tx.sql(SELECT + "tenant_id = :of order by name, provider_id").param("of", tenant.value())
                .query(ProviderStore::provider).list();
    }

    List<Provider> all(GlobalTx tx) {
        return tx.sql(SELECT + "true order by tenant_id, name, provider_id").query(ProviderStore::provider).list();
    }

    Optional<byte[]> sealedSecret(GlobalTx tx, ProviderId id) {
        return tx.sql("select sealed_secret from provider where provider_id = :id and sealed_secret is not null")
                .param("id", id.value()).query(byte[].class).optional();
    }

    Published published(GlobalTx tx, ProviderId id) {
        return tx.sql("select metadata, key_set, key_set_read_at from provider where provider_id = :id")
                .param("id", id.value()).query((row, number) -> {
                    var readAt = row.getObject("key_set_read_at", OffsetDateTime.class);
                    return new Published(row.getString("metadata"), row.getString("key_set"),
                            readAt == null ? null : readAt.toInstant());
                }).single();
    }

    void publish(GlobalTx tx, ProviderId id, String metadata, String keySet) {
        tx.sql("""
               update provider set metadata = :metadata, key_set = :keys, key_set_read_at = :now
               where provider_id = :id""").param("id", id.value()).param("metadata", metadata).param("keys", keySet)
                .update();
    }

    private static Provider provider(ResultSet row, int number) throws SQLException {
        return new Provider(new ProviderId(row.getLong("provider_id")), row.getObject("public_id", UUID.class),
                new TenantId(row.getInt("tenant_id")), row.getString("name"), row.getString("issuer"),
                row.getString("client_id"));
    }
}
