package org.bailiwick.signin;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.transaction.support.TransactionTemplate;

/** Browser sessions stand in the database, so they survive restarts and any node serves them. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionConfiguration {
    private static final Duration IDLE = Duration.ofHours(1);

    @Bean
    JdbcIndexedSessionRepository sessionRepository(@Qualifier("sessionDataSource") DataSource sessions) {
        var repository = new JdbcIndexedSessionRepository(new JdbcTemplate(sessions),
                new TransactionTemplate(new DataSourceTransactionManager(sessions)));
        repository.setConversionService(new SessionJson());
        repository.setDefaultMaxInactiveInterval(IDLE);
        return repository;
    }

    /** Secure follows the request: on where it came by https. */
    @Bean
    CookieSerializer cookieSerializer() {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("bailiwick");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }
}
