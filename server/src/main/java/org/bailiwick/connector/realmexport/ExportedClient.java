package org.bailiwick.connector.realmexport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application of a realm and how it signs in; null is "not known".
 *
 * @param serviceAccount it has an account of its own
 * @param accountId that account, where the export has it
 * @param credential {@code client secret}, {@code signing key} …; null where it has none or it is not known
 * @param clearSecret its secret stands in the file
 */
public record ExportedClient(String clientId, @Nullable Boolean enabled, @Nullable Boolean serviceAccount,
        @Nullable String accountId, @Nullable String credential, @Nullable Instant credentialCreated,
        @Nullable Instant credentialExpires, boolean clearSecret) {}
