package org.bailiwick.browser;

import java.util.Base64;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Somebody one can be in the demo, as {@code personas.json} tells. */
record Persona(String name, String role, List<String> tenants, String username, String password, String signInLink,
        String accessToken) {
    /** What the provider says of them. */
    String claim(String name) {
        var body = Base64.getUrlDecoder().decode(accessToken.split("\\.")[1]);
        return JsonMapper.shared().readTree(body).path(name).asString();
    }
}
