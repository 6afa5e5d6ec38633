package org.bailiwick.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.Json.Arr;
import org.bailiwick.proof.Json.Obj;

/**
 * Finds everything in which an event departs from the OCSF schema: unknown, missing or deprecated attributes, wrong
 * types and enum values, broken constraints, profiles or extensions used but not named. Each finding starts with the
 * path of the attribute.
 */
final class OcsfValidator {
    private static final Set<String> DERIVED = Set.of("class_uid", "category_uid", "type_uid");

    private final OcsfSchema schema;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> named = new HashSet<>();

    private OcsfValidator(OcsfSchema schema) {
        this.schema = schema;
    }

    /** Empty when the event is what the schema says. */
    static List<String> problemsOf(OcsfSchema schema, Json event) {
        var validator = new OcsfValidator(schema);
        validator.event(event);
        return validator.problems;
    }

    private void event(Json event) {
        Optional<Long> classUid = event.at("class_uid").flatMap(OcsfValidator::integer);
        Optional<Obj> shape = classUid.flatMap(schema::event);
        if (!(event instanceof Obj body) || shape.isEmpty()) {
            problems.add("class_uid: no class has this uid");
            return;
        }
        namedIn(body, "profiles").forEach(this::profile);
        namedIn(body, "extensions").forEach(extension -> extension.textAt("name").ifPresent(named::add));
        shape("", shape.get(), body);
        derived(body, shape.get());
    }

    private void profile(Json profile) {
        String name = profile instanceof Json.Text text ? text.value() : "";
        if (!schema.hasProfile(name)) {
            problems.add("metadata.profiles: no profile is called `" + name + "`");
        }
        named.add(name);
    }

    private static List<Json> namedIn(Obj body, String member) {
        return body.at("metadata", member).map(list -> list instanceof Arr array ? array.items() : List.<Json>of())
                .orElse(List.of());
    }

    /** Values that the schema computes from others and therefore lists nowhere. */
    private void derived(Obj body, Obj shape) {
        long classUid = schema.uidOf(shape);
        long activity = body.at("activity_id").flatMap(OcsfValidator::integer).orElse(-1L);
        expect(body, "category_uid", Json.number(schema.categoryUid(shape)));
        expect(body, "type_uid", Json.number(classUid * 100 + activity));
        String caption = shape.textAt("caption").orElseThrow();
        if (body.at("class_name").isPresent()) {
            expect(body, "class_name", Json.text(caption));
        }
        if (body.at("category_name").isPresent()) {
            expect(body, "category_name", Json.text(schema.categoryCaption(shape)));
        }
        if (body.at("type_name").isPresent()) {
            expect(body, "type_name", Json.text(caption + ": " + body.textAt("activity_name").orElse("")));
        }
    }

    private void expect(Obj body, String name, Json expected) {
        if (!body.at(name).equals(Optional.of(expected))) {
            problems.add(name + ": must be " + expected);
        }
    }

    private void shape(String path, Obj shape, Obj value) {
        Map<String, Obj> attributes = schema.attributesOf(shape);
        // OCSF's generic object carries whatever its source has.
        boolean anything = shape.textAt("name").orElseThrow().equals("object");
        value.members().forEach((name, member) -> {
            Obj attribute = attributes.get(name);
            if (attribute != null) {
                attribute(path + name, attribute, member);
                sibling(path, attribute, member, value);
            } else if (!anything) {
                problems.add(path + name + ": unknown attribute");
            }
        });
        attributes.forEach((name, attribute) -> {
            boolean required = attribute.textAt("requirement").orElse("optional").equals("required");
            if (required && isActive(attribute) && !value.members().containsKey(name)) {
                problems.add(path + name + ": required attribute is missing");
            }
        });
        constraints(path, shape, value);
    }

    private boolean isActive(Obj attribute) {
        return attribute.textAt("profile").map(named::contains).orElse(true);
    }

    private void attribute(String path, Obj attribute, Json value) {
        attribute.textAt("profile").filter(profile -> !named.contains(profile)).ifPresent(
                profile -> problems.add(path + ": belongs to profile `" + profile + "`, which is not named"));
        attribute.textAt("extension").filter(extension -> !named.contains(extension)).ifPresent(
                extension -> problems.add(path + ": belongs to extension `" + extension + "`, which is not named"));
        if (attribute.at("@deprecated").isPresent()) {
            problems.add(path + ": deprecated attribute");
        }
        boolean array = attribute.at("is_array").equals(Optional.of(Json.bool(true)));
        if (!array) {
            value(path, attribute, value);
        } else if (value instanceof Arr items) {
            for (int i = 0; i < items.items().size(); i++) {
                value(path + "[" + i + "]", attribute, items.items().get(i));
            }
        } else {
            problems.add(path + ": must be an array");
        }
    }

    private void value(String path, Obj attribute, Json value) {
        String type = attribute.textAt("type").orElseThrow();
        if (!schema.isObject(type)) {
            scalar(path, type, value);
        } else if (value instanceof Obj object) {
            shape(path + ".", schema.objectNamed(type), object);
        } else {
            problems.add(path + ": must be an object of type " + type);
        }
        // The schema computes these from the class; what the base event lists for them is its own class only.
        if (DERIVED.contains(path)) {
            return;
        }
        if (attribute.at("enum").orElse(Json.nothing()) instanceof Obj known
                && !known.members().containsKey(key(value))) {
            problems.add(path + ": `" + key(value) + "` is not one of " + known.members().keySet());
        }
    }

    private void scalar(String path, String type, Json value) {
        Obj rule = schema.type(type);
        String primitive = rule.textAt("type").orElse(type);
        boolean fits = switch (primitive) {
            case "string_t" -> value instanceof Json.Text;
            case "integer_t", "long_t" -> integer(value).isPresent();
            case "float_t" -> value instanceof Json.Num;
            case "boolean_t" -> value instanceof Json.Bool;
            case "json_t" -> true;
            default -> throw new IllegalStateException("type " + type + " is not handled");
        };
        if (!fits) {
            problems.add(path + ": must be a value of type " + type);
        } else if (value instanceof Json.Text text) {
            text(path, type, rule, text.value());
        } else if (rule.at("range").orElse(Json.nothing()) instanceof Arr range && !within(range, value)) {
            problems.add(path + ": is out of the range of " + type);
        }
    }

    private void text(String path, String type, Obj rule, String value) {
        rule.textAt("regex").filter(regex -> !Pattern.compile(regex).matcher(value).find())
                .ifPresent(regex -> problems.add(path + ": `" + value + "` has not the form of " + type));
        rule.at("max_len").flatMap(OcsfValidator::integer).filter(longest -> value.length() > longest)
                .ifPresent(longest -> problems.add(path + ": is longer than " + longest));
    }

    /** The name beside an id says the caption of that id; only where the id is 99, the source says what it likes. */
    private void sibling(String path, Obj attribute, Json id, Obj parent) {
        String sibling = attribute.textAt("sibling").orElse("");
        Optional<String> caption = attribute.textAt("enum", key(id), "caption");
        Optional<String> said = parent.textAt(sibling);
        if (!key(id).equals("99") && caption.isPresent() && said.isPresent() && !said.equals(caption)) {
            problems.add(path + sibling + ": must be `" + caption.get() + "`, as the id beside it says");
        }
    }

    private void constraints(String path, Obj shape, Obj value) {
        if (!(shape.at("constraints").orElse(Json.nothing()) instanceof Obj constraints)) {
            return;
        }
        constraints.members().forEach((kind, names) -> {
            long present = ((Arr) names).items().stream()
                    .filter(name -> value.members().containsKey(((Json.Text) name).value())).count();
            boolean kept = switch (kind) {
                case "at_least_one" -> present >= 1;
                case "just_one" -> present == 1;
                default -> throw new IllegalStateException("constraint " + kind + " is not handled");
            };
            if (!kept) {
                problems.add(path + ": " + kind + " of " + names + " is not kept");
            }
        });
    }

    private static boolean within(Arr range, Json value) {
        long number = integer(value).orElseThrow();
        return number >= integer(range.items().getFirst()).orElseThrow()
                && number <= integer(range.items().getLast()).orElseThrow();
    }

    private static Optional<Long> integer(Json value) {
        return value instanceof Json.Num number && number.value() == Math.rint(number.value())
                ? Optional.of((long) number.value())
                : Optional.empty();
    }

    private static String key(Json value) {
        return value instanceof Json.Text text ? text.value() : integer(value).map(Object::toString).orElse("");
    }
}
