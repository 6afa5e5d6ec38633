package org.bailiwick.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two clients of a sample realm: the portal's signs people in as it would anywhere, and the demo's own gets the
 * personas' tokens for their sign-in links. Only the second may exchange a password for a token.
 */
final class DemoClients {
    static final String PORTAL = "bailiwick";
    static final String LINKS = "bailiwick-demo";

    private DemoClients() {}

    static Map<String, Object> portal(String secret, String portalUrl) {
        var client = confidential(PORTAL, "Bailiwick portal", secret);
        client.put("standardFlowEnabled", true);
        client.put("directAccessGrantsEnabled", false);
        client.put("redirectUris", List.of(portalUrl + "/*"));
        client.put("attributes", Map.of("pkce.code.challenge.method", "S256", "post.logout.redirect.uris",
                portalUrl + "/*"));
        return client;
    }

    static Map<String, Object> links(String secret) {
        var client = confidential(LINKS, "Bailiwick demo, sign-in links", secret);
        client.put("standardFlowEnabled", false);
        client.put("directAccessGrantsEnabled", true);
        return client;
    }

    private static Map<String, Object> confidential(String clientId, String name, String secret) {
        var client = new LinkedHashMap<String, Object>();
        client.put("clientId", clientId);
        client.put("name", name);
        client.put("secret", secret);
        client.put("publicClient", false);
        client.put("protocolMappers", List.of(Map.of("name", "audience", "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper", "config", Map.of("included.custom.audience", "bailiwick",
                        "access.token.claim", "true", "id.token.claim", "false"))));
        return client;
    }
}
