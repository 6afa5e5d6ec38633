package org.bailiwick.pattern;

import org.bailiwick.web.Cursors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The part of the module, besides its controllers, that stands on the web module. */
@Configuration(proxyBeanMethods = false)
class PatternConfiguration {
    @Bean
    PatternLists patternLists(Patterns patterns, Cursors cursors) {
        return new PatternLists(patterns, cursors);
    }
}
