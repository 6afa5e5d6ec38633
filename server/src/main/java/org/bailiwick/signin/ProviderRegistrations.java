package org.bailiwick.signin;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/** Shows our providers to the OAuth client of Spring Security. A provider is asked when somebody signs in, not before. */
@Component
final class ProviderRegistrations implements ClientRegistrationRepository {
    static final String START = "/sign-in/start";
    static final String CALLBACK = "/sign-in/callback/";

    private final Providers providers;
    private final ProviderKeys keys;

    ProviderRegistrations(Providers providers, ProviderKeys keys) {
        this.providers = providers;
        this.keys = keys;
    }

    /** @param registrationId the provider's public id */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
        return provider(registrationId).flatMap(this::registration).orElse(null);
    }

    Optional<Provider> provider(String publicId) {
        try {
            return providers.byPublicId(UUID.fromString(publicId));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Optional<ClientRegistration> registration(Provider provider) {
        if (!(keys.metadata(provider) instanceof Result.Ok<String, ProviderProblem>(var json))) {
            return Optional.empty();
        }
        try {
            var metadata = OIDCProviderMetadata.parse(json);
            var secret = providers.clientSecret(provider);
            return Optional.of(ClientRegistration.withRegistrationId(provider.publicId().toString())
                    .clientId(provider.clientId()).clientSecret(secret.orElse(""))
                    .clientAuthenticationMethod(secret.isPresent()
                            ? ClientAuthenticationMethod.CLIENT_SECRET_BASIC
                            : ClientAuthenticationMethod.NONE)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("{baseUrl}" + CALLBACK + "{registrationId}").scope("openid", "profile", "email")
                    .authorizationUri(metadata.getAuthorizationEndpointURI().toString())
                    .tokenUri(metadata.getTokenEndpointURI().toString())
                    .jwkSetUri(metadata.getJWKSetURI().toString()).issuerUri(provider.issuer())
                    .userNameAttributeName("sub").clientName(provider.name())
                    .clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build()).build());
        } catch (ParseException malformed) {
            throw new IllegalStateException("what was kept of a provider does not parse", malformed);
        }
    }
}
