package org.bailiwick.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bailiwick.connector.EntitlementKey;
import org.bailiwick.platform.Result;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/** Reads a file of the expected scope strictly: what is not understood to the last property is not agreed to. */
public final class ScopeReader {
    /** Larger files are refused unread. */
    public static final int MOST_BYTES = 2 * 1024 * 1024;
    static final int LONGEST_USERNAME = 255;
    static final int LONGEST_FUNCTION = 100;
    static final int LONGEST_TITLE = 200;
    static final int LONGEST_NAME = 1_000;
    private static final int MOST_ITEMS = 500;
    private static final Set<String> KINDS = Set.of(EntitlementKey.REALM_ROLE, EntitlementKey.CLIENT_ROLE,
            EntitlementKey.GROUP);

    private final ScopeFaults faults = new ScopeFaults();

    private ScopeReader() {}

    /** @return everything that is wrong with it, where anything is */
    public static Result<ScopeContent, List<ScopeFault>> read(byte[] file) {
        if (file.length > MOST_BYTES) {
            return Result.no(List.of(new ScopeFault("", "the file is larger than 2 MiB")));
        }
        try {
            return new ScopeReader().content(Json.parse(file));
        } catch (MalformedJsonException malformed) {
            return Result.no(List.of(new ScopeFault("", ScopeFaults.shown(String.valueOf(malformed.getMessage())))));
        }
    }

    private Result<ScopeContent, List<ScopeFault>> content(Json file) {
        var members = faults.object("", file, Set.of("$schema", "everyone", "functions", "people", "roleModel"));
        if (members.containsKey("$schema")) {
            faults.text("/$schema", members.get("$schema"), LONGEST_NAME);
        }
        var everyone = members.containsKey("everyone")
                ? entitlements("/everyone", faults.object("/everyone", members.get("everyone"), Set.of("entitlements")))
                : List.<ScopeContent.Entitlement>of();
        var functions = functions(members.get("functions"));
        var people = people(members.get("people"), functions.keySet());
        var roleModel = members.containsKey("roleModel")
                ? roleModel(members.get("roleModel"))
                : Map.<ScopeContent.Entitlement, Set<ScopeContent.Entitlement>>of();
        var all = faults.all();
        return all.isEmpty() && file instanceof Json.Obj object
                ? Result.ok(new ScopeContent(object, everyone, functions, people, roleModel))
                : Result.no(all);
    }

    private Map<String, ScopeContent.JobFunction> functions(@Nullable Json value) {
        var functions = new LinkedHashMap<String, ScopeContent.JobFunction>();
        faults.object("/functions", value).forEach((name, function) -> {
            var pointer = ScopeFault.member("/functions", name);
            faults.name(pointer, name, LONGEST_FUNCTION);
            var members = faults.object(pointer, function, Set.of("title", "entitlements"));
            var title = members.containsKey("title")
                    ? faults.text(pointer + "/title", members.get("title"), LONGEST_TITLE)
                    : name;
            functions.put(name, new ScopeContent.JobFunction(title == null ? name : title,
                    entitlements(pointer, members)));
        });
        if (functions.isEmpty()) {
            faults.add("/functions", "no function is defined; define at least one");
        }
        return functions;
    }

    private List<ScopeContent.Entitlement> entitlements(String parent, Map<String, Json> members) {
        var pointer = parent + "/entitlements";
        return entitlements(pointer, faults.list(pointer, members.get("entitlements"), MOST_ITEMS));
    }

    private List<ScopeContent.Entitlement> entitlements(String pointer, List<Json> items) {
        var entitlements = new ArrayList<ScopeContent.Entitlement>();
        int nth = 0;
        for (var item : items) {
            var here = pointer + "/" + nth++;
            var members = faults.object(here, item, Set.of("kind", "name"));
            if (item instanceof Json.Obj) {
                entitlement(here, members, entitlements);
            }
        }
        return entitlements;
    }

    private void entitlement(String pointer, Map<String, Json> members, List<ScopeContent.Entitlement> into) {
        var kind = faults.text(pointer + "/kind", members.get("kind"), LONGEST_NAME);
        var name = faults.text(pointer + "/name", members.get("name"), LONGEST_NAME);
        if (kind != null && !KINDS.contains(kind)) {
            faults.add(pointer + "/kind", "`%s` is no kind of entitlement; say `realm role`, `client role` or `group`"
                    .formatted(ScopeFaults.shown(kind)));
        } else if (kind != null && name != null) {
            var entitlement = new ScopeContent.Entitlement(kind, name);
            if (into.contains(entitlement)) {
                faults.add(pointer, "%s `%s` is named twice; name it once".formatted(kind, ScopeFaults.shown(name)));
            }
            into.add(entitlement);
        }
    }

    /** What is named leads to exactly what its list says, and to nothing where the list is empty. */
    private Map<ScopeContent.Entitlement, Set<ScopeContent.Entitlement>> roleModel(@Nullable Json value) {
        var named = new ArrayList<ScopeContent.Entitlement>();
        var model = new LinkedHashMap<ScopeContent.Entitlement, Set<ScopeContent.Entitlement>>();
        int nth = 0;
        for (var item : faults.list("/roleModel", value, MOST_ITEMS)) {
            var pointer = "/roleModel/" + nth++;
            var members = faults.object(pointer, item, Set.of("kind", "name", "leadsTo"));
            if (!(item instanceof Json.Obj)) {
                continue;
            }
            int before = named.size();
            entitlement(pointer, members, named);
            var leadsTo = entitlements(pointer + "/leadsTo",
                    faults.anyList(pointer + "/leadsTo", members.get("leadsTo"), MOST_ITEMS));
            if (named.size() > before) {
                if (leadsTo.contains(named.getLast())) {
                    faults.add(pointer + "/leadsTo", "it leads to itself; leave it out");
                }
                model.put(named.getLast(), new LinkedHashSet<>(leadsTo));
            }
        }
        return model;
    }

    private Map<String, ScopeContent.Expected> people(@Nullable Json value, Set<String> functions) {
        var people = new LinkedHashMap<String, ScopeContent.Expected>();
        faults.object("/people", value).forEach((username, person) -> {
            var pointer = ScopeFault.member("/people", username);
            faults.name(pointer, username, LONGEST_USERNAME);
            var members = faults.object(pointer, person, Set.of("functions", "connection", "owner"));
            people.put(username, new ScopeContent.Expected(functionsOf(pointer, members, functions),
                    optional(pointer, members, "connection"), optional(pointer, members, "owner")));
        });
        if (people.isEmpty()) {
            faults.add("/people", "nobody is expected; name at least one, or all access would be beyond it");
        }
        return people;
    }

    private List<String> functionsOf(String parent, Map<String, Json> members, Set<String> defined) {
        var pointer = parent + "/functions";
        var names = new ArrayList<String>();
        var seen = new HashSet<String>();
        int nth = 0;
        for (var item : faults.list(pointer, members.get("functions"), MOST_ITEMS)) {
            var here = pointer + "/" + nth++;
            var name = faults.text(here, item, LONGEST_FUNCTION);
            if (name != null && !defined.contains(name)) {
                faults.add(here, "the function `%s` is not defined under `functions`"
                        .formatted(ScopeFaults.shown(name)));
            }
            if (name != null && !seen.add(name)) {
                faults.add(here, "the function `%s` is named twice; name it once".formatted(ScopeFaults.shown(name)));
            }
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    private Optional<String> optional(String parent, Map<String, Json> members, String name) {
        return members.containsKey(name)
                ? Optional.ofNullable(faults.text(parent + "/" + name, members.get(name), LONGEST_USERNAME))
                : Optional.empty();
    }
}
