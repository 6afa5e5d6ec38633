package org.bailiwick;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The server. What it does is decided by the first argument: {@code serve}, {@code migrate}, {@code database-setup}.
 */
@SpringBootApplication
public final class Bailiwick {
    private Bailiwick() {}

    public static void main(String[] args) {
        SpringApplication.run(Bailiwick.class, args);
    }
}
