package org.bailiwick.demo;

import org.bailiwick.signin.FurtherClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Lets the tokens in that the demo's own client gets; without the demo profile they are nobody's. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoTokens {
    @Bean
    FurtherClient demoClient() {
        return new FurtherClient(DemoClients.LINKS);
    }
}
