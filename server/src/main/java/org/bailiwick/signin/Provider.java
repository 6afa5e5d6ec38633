package org.bailiwick.signin;

import java.util.UUID;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;

/**
 * An identity provider that people sign in with. Its id is what a person's key rests on; the issuer is an attribute, so
 * that a moved address orphans nobody.
 *
 * @param tenant whose people it knows: the MSP's, or one customer's
 * @param issuer as its tokens name it (OpenID Connect Discovery 1.0 section 3)
 */
public record Provider(ProviderId id, UUID publicId, TenantId tenant, String name, String issuer, String clientId) {}
