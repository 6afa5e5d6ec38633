package org.bailiwick.signin;

import java.util.List;
import org.bailiwick.authority.Principal;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Carries our principal through the security filters. It has no roles: authorities are asked for, route by route. */
final class SignedInAuthentication extends AbstractAuthenticationToken {
    private final transient Principal.Person person;

    SignedInAuthentication(Principal.Person person) {
        super(List.of());
        this.person = person;
        setAuthenticated(true);
    }

    Principal.Person person() {
        return person;
    }

    @Override
    public Object getPrincipal() {
        return person;
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
