package org.bailiwick.signin;

import io.swagger.v3.oas.annotations.Operation;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The next secret of the tenant's own identity provider. */
@RestController
final class ProviderSecretApi {
    private final ProviderSecret secret;

    ProviderSecretApi(ProviderSecret secret) {
        this.secret = secret;
    }

    record SecretJson(@Nullable String issuer, @Nullable String clientSecret) {
        @Override
        public String toString() {
            return "secret of the client at `%s`".formatted(issuer);
        }
    }

    @PutMapping("/api/v1/tenants/{tenant}/provider-secret")
    @Access(capability = "contract.accept", scope = Access.Reach.TENANT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "setProviderSecret", summary = "Replace the client secret of the tenant's identity provider")
    void set(Permit permit, @RequestBody SecretJson body) {
        secret.set(permit, text(body.issuer()), text(body.clientSecret()))
                .orThrow(problem -> new RefusedException(refusal(problem)));
    }

    private static Refusal refusal(ProviderSecret.Problem problem) {
        return switch (problem) {
            case ProviderSecret.Problem.IssuerUnknown(var issuer) -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY,
                    "issuer-unknown", "issuer is not known",
                    "`%s` is no provider of this tenant; use the issuer of one of them".formatted(issuer));
            case ProviderSecret.Problem.SecretMissing missing -> Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY,
                    "client-secret-missing", "client secret is missing",
                    "give the secret that the provider made for this portal's client");
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
