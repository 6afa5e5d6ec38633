package org.bailiwick.signin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints the one-time link at the start, as long as there is no administrator; each start prints a new one. */
@Component
@Profile("!demo")
final class AnnounceFirstAdministrator {
    private static final Logger log = LoggerFactory.getLogger(AnnounceFirstAdministrator.class);

    private final FirstAdministrator first;

    AnnounceFirstAdministrator(FirstAdministrator first) {
        this.first = first;
    }

    /** To standard output only: the token must not stay in log files. */
    @EventListener
    void ready(ApplicationReadyEvent ready) {
        var port = ready.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        first.issue().ifPresent(token -> {
            log.info("there is no administrator yet; the one-time link stands on standard output");
            System.out.printf("first administrator: http://127.0.0.1:%s/first-administrator?token=%s%n", port,
                    token);
        });
    }
}
