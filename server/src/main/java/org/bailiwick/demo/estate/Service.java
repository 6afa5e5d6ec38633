package org.bailiwick.demo.estate;

import java.util.List;

/**
 * An API client with a service account in a planned realm.
 *
 * @param secretAgeDays how long before now its secret was made
 * @param endedDays how long before now its secret ended; 0 where it has no end
 */
public record Service(String clientId, String about, int secretAgeDays, int endedDays, List<String> holds) {
    public Service {
        holds = List.copyOf(holds);
    }

    /** As Keycloak names the account. */
    public String username() {
        return username(clientId);
    }

    static String username(String clientId) {
        return "service-account-" + clientId;
    }

    Service holding(List<String> other) {
        return new Service(clientId, about, secretAgeDays, endedDays, other);
    }

    Service withSecret(int ageDays, int ended) {
        return new Service(clientId, about, ageDays, ended, holds);
    }
}
