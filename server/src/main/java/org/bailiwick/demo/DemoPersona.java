package org.bailiwick.demo;

import java.util.List;
import org.bailiwick.platform.ProviderId;

/** Somebody one can be in the demo. */
record DemoPersona(String name, String role, List<String> tenants, String username, String realm, String password,
        ProviderId provider) {}
