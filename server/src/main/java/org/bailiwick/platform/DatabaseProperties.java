package org.bailiwick.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where PostgreSQL is and with which role each kind of work signs in. No role bypasses row-level security; the owner's
 * credential belongs to {@code migrate} alone and the running server never has it.
 */
@ConfigurationProperties("bailiwick.database")
public record DatabaseProperties(String url, Login tenant, Login worker, Login oversight, Login estate, Login signin,
        Login sequencer, Login retention) {
    public record Login(String username, String password) {}
}
