package org.bailiwick.connector.keycloak;

import org.bailiwick.connector.keycloak.Representations.Role;

/**
 * Where Keycloak keeps a role, and where a holder's mappings to roles of that place are.
 *
 * @param role for example {@code /roles/auditor}
 * @param mappings below a user, for example {@code /role-mappings/realm}
 */
record RolePlace(String role, String mappings) {
    static RolePlace of(Role role) throws CallFailedException {
        var name = Segment.of(Json.need(role.name(), "name"));
        if (!Boolean.TRUE.equals(role.clientRole())) {
            return new RolePlace("/roles/" + name, "/role-mappings/realm");
        }
        var client = "/clients/" + Segment.of(Json.need(role.containerId(), "containerId"));
        return new RolePlace(client + "/roles/" + name, "/role-mappings" + client);
    }
}
