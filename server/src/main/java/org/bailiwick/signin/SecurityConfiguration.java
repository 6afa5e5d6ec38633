package org.bailiwick.signin;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.bailiwick.platform.Result;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * The filters in front of every request: who is it, is the form ours. What they may do is not decided here but by the
 * decision point, through {@link AccessInterceptor}, for which an unnamed route is a closed one.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, SessionSecurityContext sessions,
            SessionCsrfTokens csrfTokens, BearerTokens bearerTokens, SignInAnswers answers,
            ProviderRegistrations registrations, PendingSignIns pending) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(context -> context.securityContextRepository(sessions))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .ignoringRequestMatchers(SecurityConfiguration::bringsToken))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .addFilterBefore(bearer(bearerTokens, answers), AnonymousAuthenticationFilter.class)
                .oauth2Login(login -> login.clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new NoTokens()).loginPage("/sign-in")
                        .authorizationEndpoint(start -> start.baseUri(ProviderRegistrations.START)
                                .authorizationRequestRepository(pending))
                        .redirectionEndpoint(end -> end.baseUri(ProviderRegistrations.CALLBACK + "*"))
                        .userInfoEndpoint(user -> user.oidcUserService(
                                request -> new DefaultOidcUser(List.of(), request.getIdToken())))
                        .securityContextRepository(sessions).successHandler(answers).failureHandler(answers))
                .logout(AbstractHttpConfigurer::disable).httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable).build();
    }

    /** Whoever brings a token is the token's person and nobody else, so no other site can borrow a session. */
    private static BearerTokenAuthenticationFilter bearer(BearerTokens tokens, SignInAnswers answers) {
        var filter = new BearerTokenAuthenticationFilter(tokens::authenticate);
        filter.setAuthenticationEntryPoint(answers);
        return filter;
    }

    private static boolean bringsToken(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }

    /** ID tokens of the callback pass the same check as every other token. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokenDecoders(TokenCheck tokens, ProviderRegistrations registrations) {
        return registration -> token -> {
            var provider = registrations.provider(registration.getRegistrationId()).orElseThrow();
            return switch (tokens.identity(provider, token)) {
                case Result.Ok<VerifiedToken, TokenProblem>(var verified) -> decoded(token);
                case Result.No<VerifiedToken, TokenProblem>(var problem) ->
                    throw new BadJwtException(SignInRefusals.detail(problem));
            };
        };
    }

    private static Jwt decoded(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var claims = MappedJwtClaimSetConverter.withDefaults(Map.of()).convert(jwt.getJWTClaimsSet().getClaims());
            return Jwt.withTokenValue(token).headers(headers -> headers.putAll(jwt.getHeader().toJSONObject()))
                    .claims(all -> all.putAll(claims)).build();
        } catch (ParseException malformed) {
            throw new BadJwtException("malformed", malformed);
        }
    }

    /** What the provider gives beside the ID token is not kept. */
    private static final class NoTokens implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(String registration, Authentication principal,
                HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal,
                HttpServletRequest request, HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(String registration, Authentication principal, HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
