package org.bailiwick.drift;

import java.util.List;
import java.util.Map;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How refused mail domains are said to whoever set them; the one switch over {@link MspMailDomains.Problem}. */
final class MailDomainRefusals {
    private MailDomainRefusals() {}

    static Refusal of(MspMailDomains.Problem problem) {
        return switch (problem) {
            case MspMailDomains.Problem.Unfit(var domain) -> invalid(
                    "`%s` is no mail domain; write it like `example.org`, without `@`".formatted(domain));
            case MspMailDomains.Problem.TooMany(var most) -> invalid("at most %d mail domains are taken"
                    .formatted(most));
        };
    }

    static Refusal missing() {
        return invalid("list the mail domains; an empty list is one too");
    }

    private static Refusal invalid(String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "mail-domain-unfit", "the mail domains cannot be taken",
                detail, Map.of("errors", List.of(Map.of("pointer", "/domains", "detail", detail))));
    }
}
