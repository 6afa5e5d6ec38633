package org.bailiwick.register;

import org.bailiwick.connector.Disconnection;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;

/** @param problem why it was not done; null before anything was sent */
public record DisconnectPage(VisibleTenant tenant, Disconnection.Preview preview, String reason, String ticketSystem,
        String ticketKey, @Nullable String problem) {
    DisconnectPage saying(String why) {
        return new DisconnectPage(tenant, preview, reason, ticketSystem, ticketKey, why);
    }

    public String home() {
        return "/t/" + tenant.shortName();
    }
}
