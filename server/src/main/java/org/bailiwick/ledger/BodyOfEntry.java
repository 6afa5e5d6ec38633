package org.bailiwick.ledger;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.ObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes an entry as an OCSF 1.8 event with our extension, which stands under {@code ocsf/} in the resources. The form
 * is final: leaves that were written this way are checked as they are, for as long as the record is kept.
 */
final class BodyOfEntry {
    private static final int LONGEST_VERIFICATION_BYTES = 16 * 1024;
    private static final int TYPE_UNKNOWN = 0;
    static final int TYPE_USER = 1;
    private static final int TYPE_OTHER = 99;

    private final UUID tenant;
    private final UUID eventId;
    private final Instant at;
    private final Entry entry;
    private final Withheld withheld;

    private BodyOfEntry(UUID tenant, UUID eventId, Instant at, Entry entry, Supplier<byte[]> salts) {
        this.tenant = tenant;
        this.eventId = eventId;
        this.at = at;
        this.entry = entry;
        this.withheld = new Withheld(salts);
    }

    static Body write(UUID tenant, UUID eventId, Instant at, Entry entry, Supplier<byte[]> salts) {
        var writing = new BodyOfEntry(tenant, eventId, at, entry, salts);
        Json.Obj event = writing.event();
        return Body.of(event, writing.withheld.disclosures());
    }

    private Json.Obj event() {
        OcsfClass ocsf = entry.activity().ocsfClass();
        int activityId = entry.activity().activityId();
        ObjectBuilder event = Json.object().put("class_uid", ocsf.uid()).put("category_uid", ocsf.categoryUid())
                .put("activity_id", activityId).put("type_uid", ocsf.typeUid(activityId))
                .put("severity_id", entry.outcome().severityId()).put("status_id", entry.outcome().statusId())
                .put("time", at.toEpochMilli()).put("time_dt", at.toString())
                .put("metadata", metadata(eventId, entry.correlation().toString())).put("actor", actor());
        if (entry.activity().namedBySource()) {
            event.put("activity_name", entry.activity().text());
        }
        if (entry.outcome().namedBySource()) {
            event.put("status", entry.outcome().text());
        }
        switch (ocsf) {
            case AUTHENTICATION -> event.put("user", user()).put("service", named("Bailiwick"));
            case ENTITY_MANAGEMENT -> event.put("entity", entity());
            case USER_ACCESS -> access(event);
            case API_ACTIVITY -> event.put("api", api()).put("resources", Json.array(concern()));
        }
        source(event, ocsf);
        withheld.text("/message", entry.message());
        return event.put("bailiwick", extension()).build();
    }

    /** Names the schema, the extension and the profile that the body uses. */
    static Json.Obj metadata(UUID eventId, String correlation) {
        return Json.object().put("version", "1.8.0")
                .put("product", Json.object().put("name", "Bailiwick").put("vendor_name", "Bailiwick").build())
                .put("uid", eventId.toString()).put("correlation_uid", correlation)
                .put("profiles", Json.array(Json.text("datetime"))).put("extensions", Json.array(Json.object()
                        .put("name", "bailiwick").put("uid", "931").put("version", "1.0.0").build()))
                .build();
    }

    private Json.Obj actor() {
        Actor actor = entry.actor();
        if (actor.equals(Actor.PRODUCT)) {
            return Json.object().put("app_name", "Bailiwick").build();
        }
        withheld.text("/actor/user/name", actor.isAnonymous() ? null : actor.name());
        return Json.object().put("user", user()).putIfPresent("idp", provider(actor.issuer()))
                .putIfPresent("session", session(actor.session())).build();
    }

    /** Where a person called from is about the person, so it can be erased; OCSF wants to know of it in API activity. */
    private void source(ObjectBuilder event, OcsfClass ocsf) {
        String address = entry.actor().address();
        withheld.text("/src_endpoint/ip", address);
        if (address != null) {
            event.put("src_endpoint", named("withheld"));
        } else if (ocsf == OcsfClass.API_ACTIVITY) {
            event.put("src_endpoint", named(entry.actor().equals(Actor.PRODUCT) ? "not applicable" : "not recorded"));
        }
    }

    private Json.Obj user() {
        String subject = entry.actor().subject();
        String unnamed = entry.actor().isAnonymous() ? "not signed in" : "not stated";
        return Json.object().put("uid", subject == null ? unnamed : subject)
                .put("type_id", subject == null ? TYPE_UNKNOWN : TYPE_USER).build();
    }

    private static Json.@Nullable Obj provider(@Nullable String issuer) {
        return issuer == null ? null : Json.object().put("uid", issuer).put("issuer", issuer).build();
    }

    /** A session's id is a key to it, so the record holds only a hash that tells sessions apart. */
    private static Json.@Nullable Obj session(@Nullable String id) {
        return id == null ? null : Json.object().put("uid", Fingerprint.hex(id)).build();
    }

    private Json.Obj entity() {
        return Json.object().put("uid", entry.target().id()).put("type_id", TYPE_OTHER)
                .put("type", entry.target().type()).build();
    }

    private void access(ObjectBuilder event) {
        Entry.Access access = entry.access();
        String user = access == null ? entry.target().id() : access.user();
        String privilege = access == null ? "not stated" : access.privilege();
        withheld.text("/user/name", access == null ? null : access.name());
        event.put("user", Json.object().put("uid", user).build()).put("privileges", Json.array(Json.text(privilege)));
    }

    private Json.Obj api() {
        Entry.Authority used = entry.authority();
        boolean asked = entry.target().type().equals("capability");
        String operation = asked ? entry.target().id() : entry.activity().text();
        return Json.object().put("operation", used == null ? operation : used.capability()).build();
    }

    private Json.Obj concern() {
        return Json.object().put("type", entry.target().type()).put("uid", entry.target().id()).build();
    }

    private Json.Obj extension() {
        Entry.Authority used = entry.authority();
        UUID evaluation = entry.evaluation();
        String ticket = entry.ticket();
        withheld.text("/bailiwick/concerns/name", entry.target().name())
                .text("/bailiwick/authority/chain", used == null ? null : used.chain())
                .json("/bailiwick/before", entry.before()).json("/bailiwick/after", entry.after());
        return Json.object().put("tenant_uid", tenant.toString()).put("action", entry.activity().text())
                .put("outcome", entry.outcome().text()).put("concerns", concern())
                .putIfPresent("authority", used == null ? null : authority(used))
                .putIfPresent("evaluation_uid", evaluation == null ? null : evaluation.toString())
                .putIfPresent("ticket", ticket == null ? null : Json.object().put("uid", ticket).build())
                .putIfPresent("assurance", assurance()).putIfPresent("facts", entry.facts())
                .putIfPresent("verification", verification())
                .put("commitments", withheld.commitments()).build();
    }

    /** What was read stands in the body, so that it stays when names are erased; a long one steps aside as a whole. */
    private @Nullable Json verification() {
        Json read = entry.verification();
        if (read == null || CanonicalJson.bytes(read).length <= LONGEST_VERIFICATION_BYTES) {
            return read;
        }
        withheld.json("/bailiwick/verification", read);
        return null;
    }

    private static Json.Obj authority(Entry.Authority used) {
        return Json.object().put("uid", used.id().toString()).put("capability", used.capability()).build();
    }

    private Json.@Nullable Obj assurance() {
        Instant authenticatedAt = entry.actor().authenticatedAt();
        var amr = entry.actor().amr();
        Json.Obj assurance = Json.object().putIfPresent("acr", entry.actor().acr())
                .putIfPresent("amr",
                        amr.isEmpty() ? null : Json.array(amr.stream().map(Json::text).map(Json.class::cast).toList()))
                .putIfPresent("authenticated_time",
                        authenticatedAt == null ? null : Json.number(authenticatedAt.toEpochMilli()))
                .build();
        return assurance.members().isEmpty() ? null : assurance;
    }

    private static Json.Obj named(String name) {
        return Json.object().put("name", name).build();
    }
}
