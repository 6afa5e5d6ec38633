package org.bailiwick.platform;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class PlatformConfiguration {
    @Bean
    @ConditionalOnMissingBean
    TimeOffset timeOffset() {
        return () -> Duration.ZERO;
    }

    /** Sessions are kept by a library with its own transactions, as the sign-in role and on its own tables only. */
    @Bean(defaultCandidate = false)
    DataSource sessionDataSource(Pools pools) {
        return pools.forSessions();
    }
}
