package org.bailiwick.browser;

import java.util.List;

/** Somebody one can be in the demo, as {@code personas.json} tells. */
record Persona(String name, String role, List<String> tenants, String username, String password, String signInLink,
        String accessToken) {}
