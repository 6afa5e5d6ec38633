package org.bailiwick.connector.realmexport;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bailiwick.connector.Completeness;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.connector.Observed;
import org.bailiwick.connector.ObservationSink;
import org.jspecify.annotations.Nullable;

/**
 * One realm as its export tells it, from one file or several, in the words of the connectors.
 *
 * @param version of the Keycloak that wrote it; null where the file does not say
 * @param unread how many things could not be read, kept among the remarks or not
 * @param remarksLeft how many remarks were made beyond those that are kept
 */
public record ExportedRealm(String name, @Nullable String version, List<String> files, Contents contents,
        List<Completeness> completeness, List<Remark> remarks, long unread, long remarksLeft) {
    /**
     * @param pending what an account has to do at its next sign-in, by account
     * @param defaults what each new account is given
     * @param notListed roles that something names and no list holds
     * @param clearPasswords accounts whose password stands in the file
     * @param hashedPasswords how many accounts have their password's hash in the file
     * @param finePermissions rights to administer may also come from permissions that are not among the roles
     */
    public record Contents(List<Observed.Account> accounts, List<Observed.Credential> credentials,
            List<Observed.Entitlement> entitlements, List<Observed.Containment> containments,
            List<Observed.Membership> memberships, List<Observed.Setting> settings, List<ExportedClient> clients,
            Map<String, List<String>> pending, List<EntitlementKey> defaults, Set<String> notListed,
            Set<String> clearPasswords, long hashedPasswords, boolean finePermissions) {}

    /** As a connector streams what it reads. */
    public void observe(ObservationSink sink) {
        Stream.of(contents.accounts, contents.credentials, contents.entitlements, contents.containments,
                contents.memberships, contents.settings).flatMap(List::stream).forEach(sink::observed);
        completeness.forEach(sink::ended);
    }
}
