package org.bailiwick.register;

import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.connector.ConnectionProblem;
import org.bailiwick.connector.ConnectionRefusals;
import org.bailiwick.connector.Disconnection;
import org.bailiwick.platform.Result;
import org.bailiwick.web.Access;
import org.bailiwick.web.Redirect;
import org.bailiwick.web.Refusal;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Disconnecting in the console: first what it would mean, then the tenant's short name typed. */
@Controller
@RequestMapping("/t/{tenant}/connections/{connection}/disconnection")
final class DisconnectionPages {
    private final Disconnection disconnection;

    DisconnectionPages(Disconnection disconnection) {
        this.disconnection = disconnection;
    }

    @GetMapping
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    View preview(Permit permit, VisibleTenant tenant, @PathVariable UUID connection) {
        var preview = disconnection.preview(permit, connection).orThrow(DisconnectionPages::refused);
        return View.of("register/disconnect.jte", new DisconnectPage(tenant, preview, "", "", "", null));
    }

    /** What was typed stays on the page when it is refused. */
    @PostMapping
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    Object disconnect(Permit permit, VisibleTenant tenant, @PathVariable UUID connection,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String ticketSystem,
            @RequestParam(defaultValue = "") String ticketKey, @RequestParam(defaultValue = "") String shortName) {
        var preview = disconnection.preview(permit, connection).orThrow(DisconnectionPages::refused);
        if (!shortName.strip().equals(tenant.shortName())) {
            return again(new DisconnectPage(tenant, preview, reason, ticketSystem, ticketKey, null), differs(tenant));
        }
        return switch (disconnection.disconnect(permit, connection,
                new Disconnection.Wanted(reason, ticketSystem, ticketKey))) {
            case Result.Ok<?, ConnectionProblem> done -> Redirect.to("/t/%s/connections".formatted(tenant.shortName()))
                    .withNotice("`%s` is disconnected; what it showed is not known any longer"
                            .formatted(preview.connection().name()));
            case Result.No<?, ConnectionProblem>(var problem) ->
                again(new DisconnectPage(tenant, preview, reason, ticketSystem, ticketKey, null),
                        ConnectionRefusals.of(problem));
        };
    }

    private static View again(DisconnectPage page, Refusal refusal) {
        return View.of("register/disconnect.jte", page.saying(refusal.detail())).withStatus(refusal.status());
    }

    private static Refusal differs(VisibleTenant tenant) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "short-name-differs", "short name differs",
                "type the tenant's short name `%s` to say that it is this tenant you mean".formatted(
                        tenant.shortName()));
    }

    private static RefusedException refused(ConnectionProblem problem) {
        return new RefusedException(ConnectionRefusals.of(problem));
    }
}
