package org.bailiwick.demo.estate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The expected scope of a planned tenant, in the form in which it is proposed.
 *
 * @param roleModel what roles and groups are intended to lead to; none where the tenant has no such model
 */
record ScopeFile(Map<String, JobFunction> functions, Map<String, Expected> people,
        Map<String, List<String>> roleModel) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    record JobFunction(String title, List<String> holds) {}

    /** @param owner who answers for a machine or a shared account; empty for nobody */
    record Expected(List<String> functions, String owner) {}

    String text() {
        var used = new LinkedHashSet<String>();
        var everybody = new TreeMap<String, Object>();
        people.forEach((username, person) -> {
            used.addAll(person.functions());
            everybody.put(username, person.owner().isEmpty()
                    ? Map.of("functions", person.functions())
                    : inOrder("functions", person.functions(), "owner", person.owner()));
        });
        var file = inOrder("functions", functions(used), "people", everybody);
        if (!roleModel.isEmpty()) {
            file.put("roleModel", roleModel.entrySet().stream().map(container -> {
                var entry = entitlement(container.getKey());
                entry.put("leadsTo", container.getValue().stream().map(ScopeFile::entitlement).toList());
                return entry;
            }).toList());
        }
        return JSON.writeValueAsString(file);
    }

    private Map<String, Object> functions(Set<String> used) {
        var written = new LinkedHashMap<String, Object>();
        functions.forEach((key, function) -> {
            if (used.contains(key)) {
                written.put(key, inOrder("title", function.title(), "entitlements", function.holds().stream()
                        .map(ScopeFile::entitlement).toList()));
            }
        });
        return written;
    }

    private static Map<String, Object> entitlement(String name) {
        return inOrder("kind", Entitlements.kind(name), "name", name);
    }

    private static Map<String, Object> inOrder(String first, Object one, String second, Object other) {
        var map = new LinkedHashMap<String, Object>();
        map.put(first, one);
        map.put(second, other);
        return map;
    }
}
