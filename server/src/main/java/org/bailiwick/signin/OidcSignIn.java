package org.bailiwick.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.bailiwick.authority.Persons;
import org.bailiwick.authority.Principal;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.Ids;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.PlatformClock;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.Result;
import org.bailiwick.platform.Transactions;
import org.springframework.stereotype.Component;

/** Starts a browser session from an ID token, whichever way it came: this is the only place that does. */
@Component
public final class OidcSignIn {
    private final Transactions transactions;
    private final Providers providers;
    private final TokenCheck tokens;
    private final Persons persons;
    private final Sessions sessions;
    private final FirstAdministrator firstAdministrator;
    private final Ledger ledger;
    private final PlatformClock clock;
    private final Ids ids;

    OidcSignIn(Transactions transactions, Providers providers, TokenCheck tokens, Persons persons, Sessions sessions,
            FirstAdministrator firstAdministrator, Ledger ledger, PlatformClock clock, Ids ids) {
        this.transactions = transactions;
        this.providers = providers;
        this.tokens = tokens;
        this.persons = persons;
        this.sessions = sessions;
        this.firstAdministrator = firstAdministrator;
        this.ledger = ledger;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Checks the token and starts the session of whom it names. The nonce is the caller's to compare.
     *
     * @param idToken signed by this provider for our client there
     */
    public Result<PersonId, TokenProblem> complete(HttpServletRequest request, ProviderId provider, String idToken) {
        var from = providers.find(provider).orElseThrow();
        return switch (tokens.identity(from, idToken)) {
            case Result.No<VerifiedToken, TokenProblem>(var problem) -> Result.no(problem);
            case Result.Ok<VerifiedToken, TokenProblem>(var token) -> Result.ok(start(request, token));
        };
    }

    private PersonId start(HttpServletRequest request, VerifiedToken token) {
        var provider = token.provider();
        var person = persons.know(provider.id(), token.subject(), provider.tenant(), token.profile());
        var session = new SignedIn(person.value(), provider.id().value(), ids.uuid().toString(), token.acr(),
                token.authenticatedAt(), token.amr(), clock.now());
        var principal = new Principal.Person(person, provider.id(), provider.issuer(), token.subject(),
                token.profile().name(), token.acr(), token.authenticatedAt(), token.amr(), session.session(),
                request.getRemoteAddr());
        transactions.tenant(provider.tenant(), tx -> ledger.append(tx, Entry.of(Activity.SIGNED_IN, principal.actor(),
                new Target("provider", provider.publicId().toString(), provider.name()), Outcome.SUCCESS, ids.uuid(),
                "signed in through `%s`".formatted(provider.issuer()))));
        firstAdministrator.signedIn(request, provider, person);
        sessions.start(request, session);
        return person;
    }
}
