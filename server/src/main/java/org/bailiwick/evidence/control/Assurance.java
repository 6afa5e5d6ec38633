package org.bailiwick.evidence.control;

import java.util.List;

/**
 * What the word for an assurance ({@code acr} of OpenID Connect) is known to mean. Providers choose their words freely,
 * so only those that a published source ties to factors say anything: all others, a bare {@code 2} too, are not known.
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

    private Assurance() {}
}
