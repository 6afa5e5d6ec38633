package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bailiwick.authority.RootAuthorities;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/**
 * How the MSP's first administrator comes to be: by a link that is printed at the start, names the MSP's provider, and
 * makes whoever then signs in there, in that browser, the root of the MSP's side. Once.
 */
@Component
public final class FirstAdministrator {
    static final String TOKEN = "first administrator";

    private final Transactions transactions;
    private final FirstAdministratorStore store;
    private final RootAuthorities roots;
    private final Ids ids;

    FirstAdministrator(Transactions transactions, FirstAdministratorStore store, RootAuthorities roots, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.roots = roots;
        this.ids = ids;
    }

    /** A fresh token where there is no administrator yet; it replaces the one before. */
    public Optional<String> issue() {
        finishInterrupted();
        var token = ids.token();
        return transactions.signin(tx -> store.issue(tx, hash(token))) ? Optional.of(token) : Optional.empty();
    }

    /** Makes this person the first administrator without a link, as the demo does; false where there is one. */
    public boolean appoint(PersonId person) {
        return issue().filter(token -> claim(token, person)).isPresent();
    }

    /** Whether this is the link's token and nobody used it yet. */
    boolean valid(String token) {
        return transactions.signin(store::state)
                .filter(state -> state.claimedBy().isEmpty() && MessageDigest.isEqual(state.tokenHash(), hash(token)))
                .isPresent();
    }

    /** Called for every sign-in: counts only in the browser that brought the link, through the MSP's own provider. */
    void signedIn(HttpServletRequest request, Provider provider, PersonId person) {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(TOKEN) instanceof String token) {
            session.removeAttribute(TOKEN);
            if (provider.tenant().equals(TenantId.MSP)) {
                claim(token, person);
            }
        }
    }

    private boolean claim(String token, PersonId person) {
        boolean claimed = transactions.signin(tx -> store.claim(tx, hash(token), person));
        if (claimed) {
            complete(person);
        }
        return claimed;
    }

    /** A crash between the claim and the authorities must not lock everybody out, nor a newer version's capabilities. */
    private void finishInterrupted() {
        transactions.signin(store::state).ifPresent(state -> state.claimedBy().ifPresent(person -> {
            if (state.used()) {
                roots.catchUp(person);
            } else {
                complete(person);
            }
        }));
    }

    private void complete(PersonId person) {
        roots.firstAdministrator(person);
        transactions.signin(tx -> {
            store.used(tx);
            return true;
        });
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
