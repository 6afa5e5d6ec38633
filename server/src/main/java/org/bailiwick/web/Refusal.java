package org.bailiwick.web;

import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * An expected refusal as RFC 9457 says it: {@code type} is {@code /problems/{name}}, which the product itself serves.
 *
 * @param name the problem's name, for example {@code grant-not-found}
 * @param detail what is wrong and what to do next; lower case, no full stop
 * @param more further members, for example the link of the open decision
 */
public record Refusal(HttpStatus status, String name, String title, String detail, Map<String, Object> more) {
    public Refusal {
        more = Map.copyOf(more);
    }

    public static Refusal of(HttpStatus status, String name, String title, String detail) {
        return new Refusal(status, name, title, detail, Map.of());
    }

    /** What does not exist and what one may not see are told apart by nobody. */
    public static Refusal notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "not found",
                "there is nothing here that you may see; check the address, or ask who delegates authority in the tenant");
    }
}
