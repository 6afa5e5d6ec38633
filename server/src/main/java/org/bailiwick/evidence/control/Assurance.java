package org.bailiwick.evidence.control;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the word for an assurance ({@code acr} of OpenID Connect) is known to mean. Providers choose their words freely,
 * so only those that a published source ties to factors say anything: all others, a bare {@code 2} too, are not known.
 * What was done to authenticate ({@code amr}, RFC 8176) is added to it: the one may say more than the other.
 */
final class Assurance {
    /** At least two factors of different kinds. */
    static final List<String> STRONG = List.of(
            // NIST SP 800-63B sections 4.2 and 4.3, by their names and as login.gov writes them
            "aal2", "aal3", "http://idmanagement.gov/ns/assurance/aal/2", "http://idmanagement.gov/ns/assurance/aal/3",
            // OpenID PAPE 1.0 section 4
            "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
            "http://schemas.openid.net/pape/policies/2007/06/multi-factor-physical",
            // REFEDS MFA profile
            "https://refeds.org/profile/mfa",
            // Regulation (EU) 2015/1502, annex, 2.2.1
            "http://eidas.europa.eu/LoA/substantial", "http://eidas.europa.eu/LoA/high",
            // Okta; its word that ends in `ifpossible` promises nothing
            "urn:okta:loa:2fa:any");

    /** One factor, or not even that. */
    static final List<String> WEAK = List.of(
            // OpenID Connect Core section 2, and the lowest level of Keycloak and of SP 800-63B
            "0", "1", "aal1", "http://idmanagement.gov/ns/assurance/aal/1", "password",
            "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
            "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport", "https://refeds.org/profile/sfa",
            "http://eidas.europa.eu/LoA/low", "urn:okta:loa:1fa:any", "urn:okta:loa:1fa:pwd");

    /** RFC 8176 section 2, by the kind of factor that each is (SP 800-63B section 4); the others of it say nothing of one. */
    private static final Map<String, Factor> METHODS = Map.ofEntries(Map.entry("pwd", Factor.KNOWLEDGE),
            Map.entry("pin", Factor.KNOWLEDGE), Map.entry("kba", Factor.KNOWLEDGE),
            Map.entry("hwk", Factor.POSSESSION), Map.entry("swk", Factor.POSSESSION),
            Map.entry("pop", Factor.POSSESSION), Map.entry("sc", Factor.POSSESSION),
            Map.entry("otp", Factor.POSSESSION), Map.entry("sms", Factor.POSSESSION),
            Map.entry("tel", Factor.POSSESSION), Map.entry("face", Factor.INHERENCE),
            Map.entry("fpt", Factor.INHERENCE), Map.entry("iris", Factor.INHERENCE),
            Map.entry("retina", Factor.INHERENCE), Map.entry("vbm", Factor.INHERENCE));
    /** RFC 8176: more than one factor, said by the provider itself. */
    private static final String MULTIPLE = "mfa";

    private enum Factor {
        KNOWLEDGE, POSSESSION, INHERENCE
    }

    private Assurance() {}

    /** INVARIANT: more than one factor is known only from a word that says so; two words for the same kind do not. */
    static Coverage of(@Nullable String acr, List<String> amr) {
        if (acr != null && STRONG.contains(acr) || amr.contains(MULTIPLE) || factors(amr).size() > 1) {
            return Coverage.COVERED;
        }
        if (amr.isEmpty()) {
            return acr != null && WEAK.contains(acr) ? Coverage.GAP : Coverage.NOT_KNOWN;
        }
        // A word that nobody knows may be the other factor.
        boolean all = METHODS.keySet().containsAll(amr);
        return all && (acr == null || WEAK.contains(acr)) ? Coverage.GAP : Coverage.NOT_KNOWN;
    }

    private static Set<Factor> factors(List<String> amr) {
        var factors = EnumSet.noneOf(Factor.class);
        amr.stream().map(METHODS::get).filter(Objects::nonNull).forEach(factors::add);
        return factors;
    }
}
