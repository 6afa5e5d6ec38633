package org.bailiwick.connector;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.RefusedException;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Disconnecting a tenant's system: what it would mean, and doing it. */
@RestController
@RequestMapping("/api/v1/tenants/{tenant}/connections/{connection}/disconnection")
final class DisconnectionApi {
    private final Disconnection disconnection;
    private final AccountProviders providers;

    DisconnectionApi(Disconnection disconnection, AccountProviders providers) {
        this.disconnection = disconnection;
        this.providers = providers;
    }

    record PreviewJson(UUID connection, String name, List<String> consequences, @Nullable String hindrance) {}

    record Body(@Nullable String reason, @Nullable TicketJson ticket) {}

    record TicketJson(@Nullable String system, @Nullable String key) {}

    @GetMapping
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    @Operation(operationId = "previewDisconnection", summary = "What disconnecting would mean; changes nothing")
    PreviewJson preview(Permit permit, @PathVariable UUID connection) {
        var preview = disconnection.preview(permit, connection).orThrow(DisconnectionApi::refused);
        return new PreviewJson(connection, preview.connection().name(), preview.consequences(),
                preview.hindrance().orElse(null));
    }

    @PostMapping
    @Access(capability = "tenant.manage", scope = Access.Reach.TENANT)
    @Operation(operationId = "disconnect", summary = "Take a connection away and destroy its secret")
    ConnectionApi.ConnectionJson disconnect(Permit permit, VisibleTenant tenant, @PathVariable UUID connection,
            @RequestBody Body body) {
        var ticket = Objects.requireNonNullElse(body.ticket(), new TicketJson(null, null));
        return ConnectionApi.ConnectionJson.of(disconnection.disconnect(permit, connection,
                new Disconnection.Wanted(text(body.reason()), text(ticket.system()), text(ticket.key())))
                .orThrow(DisconnectionApi::refused), providers.byInsideId(tenant));
    }

    private static RefusedException refused(ConnectionProblem problem) {
        return new RefusedException(ConnectionRefusals.of(problem));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
