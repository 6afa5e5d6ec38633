package org.bailiwick.demo;

import org.bailiwick.demo.estate.Estate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Keycloak that the launcher started for the demo.
 *
 * @param faultProxyPort where the proxy between connectors and Keycloak listens; 0 takes a free port
 * @param seed of the sample estate; an estate that was made is not made anew
 * @param realmPrefix begins the names of its realms, so that one Keycloak can hold several estates
 */
@ConfigurationProperties("bailiwick.demo")
record DemoProperties(String keycloakUrl, String adminUser, String adminPassword, int faultProxyPort,
        @DefaultValue("" + Estate.DEMO) long seed, @DefaultValue("") String realmPrefix) {
    Estate estate() {
        return Estate.of(seed).inRealms(realmPrefix);
    }
}
