package org.bailiwick.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Secrets at rest, such as the password of a connection: sealed with the tenant's own data key, which is wrapped by the
 * key provider. A ciphertext moved to another tenant or another place does not open.
 */
@Component
public final class Secrets {
    private final KeyProvider provider;

    Secrets(KeyProvider provider) {
        this.provider = provider;
    }

    /**
     * @param place what the secret belongs to, for example `connection/42`; the same text is needed to open it
     */
    public byte[] seal(TenantTx tx, String place, byte[] plain) {
        try {
            return dataKey(tx).encrypt(plain, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("a secret could not be sealed", failed);
        }
    }

    /** Throws where the secret was sealed for another tenant or place, or its key is gone. */
    public byte[] open(TenantTx tx, String place, byte[] sealed) {
        try {
            return dataKey(tx).decrypt(sealed, place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("a secret does not open; its key or its place is not the one it was sealed"
                    + " with", failed);
        }
    }

    private Aead dataKey(TenantTx tx) throws GeneralSecurityException {
        var context = ("tenant/" + tx.tenant().value()).getBytes(StandardCharsets.UTF_8);
        var wrapped = newest(tx);
        if (wrapped.isEmpty()) {
            create(tx, context);
            wrapped = newest(tx);
        }
        var serialized = provider.keyEncryptionKey().decrypt(wrapped.orElseThrow(), context);
        return TinkProtoKeysetFormat.parseKeyset(serialized, InsecureSecretKeyAccess.get())
                .getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private void create(TenantTx tx, byte[] context) throws GeneralSecurityException {
        var fresh = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        var serialized = TinkProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get());
        tx.sql("""
               insert into tenant_key (tenant_id, version, wrapped, created_at) values (:tenant, 1, :wrapped, :now)
               on conflict do nothing""")
                .param("wrapped", provider.keyEncryptionKey().encrypt(serialized, context)).update();
    }

    private Optional<byte[]> newest(TenantTx tx) {
        return tx.sql("select wrapped from tenant_key where tenant_id = :tenant order by version desc limit 1")
                .query(byte[].class).optional();
    }
}
