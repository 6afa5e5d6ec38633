package org.bailiwick.ledger;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.Json.Obj;

/**
 * The published OCSF schema directory (dictionary, events, objects, profiles) plus an extension of the same shape, with
 * {@code extends} and {@code $include} resolved. An extension's document without a name is merged into the one it
 * extends; its attributes are marked, because an event that uses them must name the extension.
 */
final class OcsfSchema {
    private final Obj categories;
    private final Map<String, Obj> attributes = new HashMap<>();
    private final Map<String, Obj> types;
    private final Map<String, Obj> profiles;
    private final Map<String, Obj> events;
    private final Map<String, Obj> objects;

    private OcsfSchema(Path core, Path extension) {
        categories = object(read(core.resolve("categories.json")), "attributes");
        Obj dictionary = read(core.resolve("dictionary.json"));
        types = children(object(dictionary, "types", "attributes"));
        attributes.putAll(children(object(dictionary, "attributes")));
        profiles = documents(core.resolve("profiles"));
        events = documents(core.resolve("events"));
        objects = documents(core.resolve("objects"));
        extendBy(extension);
    }

    static OcsfSchema of(Path core, Path extension) {
        return new OcsfSchema(core, extension);
    }

    /** The class with this uid, which is made of its category's uid and its own. */
    Optional<Obj> event(long classUid) {
        return events.keySet().stream().map(name -> resolve(events, name))
                .filter(event -> event.at("uid").isPresent() && uidOf(event) == classUid).findFirst();
    }

    long uidOf(Obj event) {
        return categoryUid(event) * 1000 + number(event, "uid");
    }

    long categoryUid(Obj event) {
        return number(categories, event.textAt("category").orElseThrow(), "uid");
    }

    String categoryCaption(Obj event) {
        return categories.textAt(event.textAt("category").orElseThrow(), "caption").orElseThrow();
    }

    Obj objectNamed(String name) {
        return resolve(objects, name);
    }

    boolean isObject(String type) {
        return objects.containsKey(type);
    }

    boolean hasProfile(String name) {
        return profiles.containsKey(name);
    }

    Obj type(String name) {
        return Optional.ofNullable(types.get(name)).orElseThrow(() -> new IllegalStateException("no type " + name));
    }

    /** Every attribute of a resolved event or object, each merged over what the dictionary says of it. */
    Map<String, Obj> attributesOf(Obj shape) {
        Map<String, Obj> found = new LinkedHashMap<>();
        children(object(shape, "attributes")).forEach((name, own) -> {
            Obj known = attributes.get(name);
            if (known == null) {
                throw new IllegalStateException("attribute `" + name + "` is not in the dictionary");
            }
            Obj attribute = merge(known, own);
            found.put(name, attribute);
            if (attribute.textAt("type").orElseThrow().equals("timestamp_t")) {
                found.putIfAbsent(name + "_dt",
                        Json.object().put("type", "datetime_t").put("profile", "datetime").build());
            }
        });
        return found;
    }

    private void extendBy(Path extension) {
        String name = read(extension.resolve("extension.json")).textAt("name").orElseThrow();
        Obj mark = Json.object().put("extension", name).build();
        children(object(read(extension.resolve("dictionary.json")), "attributes"))
                .forEach((attribute, own) -> {
                    if (attributes.put(attribute, merge(own, mark)) != null) {
                        throw new IllegalStateException("the schema already has an attribute `" + attribute + "`");
                    }
                });
        add(extension.resolve("objects"), objects);
        add(extension.resolve("events"), events);
    }

    private static void add(Path folder, Map<String, Obj> known) {
        for (Obj document : jsonFiles(folder)) {
            String base = document.textAt("extends").orElseThrow();
            document.textAt("name").ifPresentOrElse(name -> known.put(name, document),
                    () -> known.merge(base, without(document, "extends"), OcsfSchema::merge));
        }
    }

    private Obj resolve(Map<String, Obj> documents, String name) {
        Obj own = Optional.ofNullable(documents.get(name))
                .orElseThrow(() -> new IllegalStateException("the schema has no `" + name + "`"));
        Obj expanded = merge(own, Json.object().put("attributes", included(object(own, "attributes"))).build());
        return own.textAt("extends").map(base -> merge(resolve(documents, base), without(expanded, "extends")))
                .orElse(expanded);
    }

    private Obj included(Obj own) {
        Obj included = Json.object().build();
        if (own.at("$include").orElse(Json.array()) instanceof Json.Arr paths) {
            for (Json path : paths.items()) {
                included = merge(included, profileAttributes(((Json.Text) path).value()));
            }
        }
        return merge(included, without(own, "$include"));
    }

    private Obj profileAttributes(String path) {
        String name = path.substring(path.indexOf('/') + 1, path.lastIndexOf('.'));
        Obj profile = profiles.get(name);
        Obj mark = Json.object().put("profile", name).build();
        return new Obj(children(object(profile, "attributes")).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, attribute -> merge(attribute.getValue(), mark))));
    }

    /** What stands in {@code over} wins; objects are merged member by member. */
    private static Obj merge(Obj base, Obj over) {
        Map<String, Json> members = new LinkedHashMap<>(base.members());
        over.members().forEach((name, value) -> members.merge(name, value,
                (was, is) -> was instanceof Obj a && is instanceof Obj b ? merge(a, b) : is));
        return new Obj(members);
    }

    private static Obj without(Obj object, String name) {
        Map<String, Json> members = new LinkedHashMap<>(object.members());
        members.remove(name);
        return new Obj(members);
    }

    private static Obj object(Obj parent, String... names) {
        return (Obj) parent.at(names).orElseThrow();
    }

    private static long number(Obj parent, String... names) {
        return (long) ((Json.Num) parent.at(names).orElseThrow()).value();
    }

    /** The members that are objects; {@code $include} is a list and is handled where it counts. */
    private static Map<String, Obj> children(Obj parent) {
        Map<String, Obj> children = new LinkedHashMap<>();
        parent.members().forEach((name, value) -> {
            if (value instanceof Obj child) {
                children.put(name, child);
            }
        });
        return children;
    }

    private static Map<String, Obj> documents(Path folder) {
        return jsonFiles(folder).stream().collect(toMap(document -> document.textAt("name").orElseThrow(),
                document -> document, (a, b) -> b, HashMap::new));
    }

    private static List<Obj> jsonFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(OcsfSchema::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Obj read(Path file) {
        try {
            return (Obj) Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
