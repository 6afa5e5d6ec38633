package org.bailiwick.signin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.bailiwick.authority.Authorities;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.platform.Result;
import org.bailiwick.signin.AuthoritiesPage.HandOn;
import org.bailiwick.signin.AuthoritiesPage.OwnerForm;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may do what in a tenant: to read for both sides, to hand on, to take back, and to name the tenant's owner. */
@Controller
final class AuthorityPages {
    private static final int LAST_YEAR = 9998;

    private final AuthorityList list;
    private final Authorities authorities;
    private final DelegateAuthority delegate;
    private final NameOwner nameOwner;

    AuthorityPages(AuthorityList list, Authorities authorities, DelegateAuthority delegate, NameOwner nameOwner) {
        this.list = list;
        this.authorities = authorities;
        this.delegate = delegate;
        this.nameOwner = nameOwner;
    }

    @GetMapping("/t/{tenant}/authorities")
    @Access(capability = "tenant.read", scope = Access.Reach.TENANT)
    View page(Permit permit, Principal.Person person, VisibleTenant tenant) {
        return view(permit, person, tenant, AuthorityList.Refused.NOTHING);
    }

    @PostMapping("/t/{tenant}/authorities")
    @Access(capability = "authority.delegate", scope = Access.Reach.TENANT)
    Object handOn(Permit permit, Principal.Person person, VisibleTenant tenant,
            @RequestParam(defaultValue = "") String issuer, @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String capability,
            @RequestParam(defaultValue = "") String until, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String ticket) {
        var typed = new HandOn.Typed(issuer, subject.strip(), name.strip(), capability, until.strip(), reason.strip(),
                ticket.strip());
        return switch (handOn(permit, typed)) {
            case Result.Ok<UUID, Refusal> given -> Redirect.to("/t/%s/authorities".formatted(tenant.shortName()))
                    .withNotice("1 authority is handed on in %s".formatted(tenant.name()));
            case Result.No<UUID, Refusal>(var refusal) ->
                again(permit, person, tenant, refusal, new AuthorityList.Refused(typed, null, refusal.detail()));
        };
    }

    @PostMapping("/t/{tenant}/authorities/revocations")
    @Access(capability = "authority.delegate", scope = Access.Reach.TENANT)
    Redirect takeBack(Permit permit, VisibleTenant tenant, @RequestParam UUID authority,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean everywhere) {
        authorities.revoke(permit, authority, everywhere, reason.strip())
                .orThrow(problem -> new RefusedException(DelegationRefusals.refusal(problem)));
        return Redirect.to("/t/%s/authorities".formatted(tenant.shortName())).withNotice(
                "the authority is taken back%s, with all that was handed on from it"
                        .formatted(everywhere ? " in every tenant" : ""));
    }

    @PostMapping("/t/{tenant}/owner")
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    Object owner(Permit permit, Principal.Person person, VisibleTenant tenant, @ModelAttribute OwnerFields fields) {
        return switch (nameOwner.name(permit, fields.wanted())) {
            case Result.Ok<Provider, NameOwner.Problem> named -> Redirect
                    .to("/t/%s/authorities".formatted(tenant.shortName()))
                    .withNotice("the owner of %s is named; now propose the contract".formatted(tenant.name()));
            case Result.No<Provider, NameOwner.Problem>(var problem) -> {
                var refusal = SignInRefusals.refusal(problem);
                yield again(permit, person, tenant, refusal,
                        new AuthorityList.Refused(null, fields.form(), refusal.detail()));
            }
        };
    }

    /** What the form about the owner sends. */
    record OwnerFields(@Nullable String providerName, @Nullable String issuer, @Nullable String clientId,
            @Nullable String clientSecret, @Nullable String subject, @Nullable String name, @Nullable String reason) {
        NameOwner.Wanted wanted() {
            return new NameOwner.Wanted(text(providerName), text(issuer), text(clientId), clientSecret, text(subject),
                    text(name), text(reason));
        }

        OwnerForm form() {
            return new OwnerForm(text(providerName), text(issuer), text(clientId), text(subject), text(name),
                    text(reason));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value.strip();
        }

        @Override
        public String toString() {
            return "owner `%s` at `%s`".formatted(subject, issuer);
        }
    }

    private Result<UUID, Refusal> handOn(Permit permit, HandOn.Typed typed) {
        Instant until;
        try {
            // The day that was chosen is the last one on which it holds.
            until = typed.until().isEmpty() ? null : after(LocalDate.parse(typed.until()));
        } catch (DateTimeException noDay) {
            return Result.no(Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "day-unfit", "day does not fit",
                    "`%s` is no day; write it like 2027-03-31, or leave it out".formatted(typed.until())));
        }
        return switch (delegate.delegate(permit, new DelegateAuthority.Wanted(typed.issuer(), typed.subject(),
                typed.name(), typed.capability(), until, typed.reason(),
                typed.ticket().isEmpty() ? null : typed.ticket()))) {
            case Result.Ok<UUID, DelegateAuthority.Problem>(var id) -> Result.ok(id);
            case Result.No<UUID, DelegateAuthority.Problem>(var problem) ->
                Result.no(DelegationRefusals.refusal(problem));
        };
    }

    private static Instant after(LocalDate day) {
        if (day.getYear() > LAST_YEAR) {
            throw new DateTimeException("beyond what anybody means");
        }
        return day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** With what was typed, for whoever may see the page at all. */
    private View again(Permit permit, Principal.Person person, VisibleTenant tenant, Refusal refusal,
            AuthorityList.Refused refused) {
        if (!list.mayRead(permit, tenant)) {
            throw new RefusedException(refusal);
        }
        return view(permit, person, tenant, refused).withStatus(refusal.status());
    }

    private View view(Permit permit, Principal.Person person, VisibleTenant tenant, AuthorityList.Refused refused) {
        return View.of("signin/authorities.jte", list.of(permit, person, tenant, refused));
    }
}
