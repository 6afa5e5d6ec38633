package org.bailiwick.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The Keycloak that the launcher started for the demo.
 *
 * @param faultProxyPort where the proxy between connectors and Keycloak listens; 0 takes a free port
 */
@ConfigurationProperties("bailiwick.demo")
record DemoProperties(String keycloakUrl, String adminUser, String adminPassword, int faultProxyPort) {}
