package org.bailiwick.ledger;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.ObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes an entry as an OCSF 1.8 event with our extension, which stands under {@code ocsf/} in the resources. What was
 * written is final: leaves of an earlier form (docs/ocsf.md) are checked as they are, for as long as the record is kept.
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
        OcsfClass ocsf = ocsfClass();
        int activityId = entry.activity().activityId();
        ObjectBuilder event = Json.object().put("class_uid", ocsf.uid()).put("category_uid", ocsf.categoryUid())
                .put("activity_id", activityId).put("type_uid", ocsf.typeUid(activityId))
                .put("time", at.toEpochMilli()).put("time_dt", at.toString())
                .put("metadata", metadata(eventId, entry.correlation().toString(), ocsf)).put("actor", actor());
        if (entry.activity().namedBySource()) {
            event.put("activity_name", entry.activity().text());
        }
        if (ocsf.isFinding()) {
            BodyOfFinding.write(event, entry, eventId);
        } else {
            outcome(event);
        }
        switch (ocsf) {
            case AUTHENTICATION -> event.put("user", user()).put("service", named("Bailiwick"));
            case ENTITY_MANAGEMENT -> event.put("entity", entity());
            case ACCOUNT_CHANGE -> event.put("user", accessed());
            case USER_ACCESS -> event.put("user", accessed()).put("privileges", Json.array(Json.text(privilege())));
            case GROUP_MANAGEMENT -> event.put("user", accessed()).put("group", named(privilege()));
            case API_ACTIVITY -> event.put("api", api()).put("resources", Json.array(concern()));
            case REMEDIATION -> event.put("command_uid", entry.target().id());
            case IAM_ANALYSIS_FINDING -> event.put("applications", BodyOfFinding.systems(entry.finding()));
            case DETECTION_FINDING -> {
            }
        }
        source(event, ocsf);
        withheld.text("/message", entry.message());
        return event.put("bailiwick", extension()).build();
    }

    /** OCSF's analysis of access names the systems that it is of; what is about none of them is a detection. */
    private OcsfClass ocsfClass() {
        OcsfClass said = entry.activity().ocsfClass();
        Entry.Finding finding = entry.finding();
        return said == OcsfClass.IAM_ANALYSIS_FINDING && (finding == null || finding.systems().isEmpty())
                ? OcsfClass.DETECTION_FINDING
                : said;
    }

    private void outcome(ObjectBuilder event) {
        event.put("severity_id", entry.outcome().severityId()).put("status_id", entry.outcome().statusId());
        if (entry.outcome().namedBySource()) {
            event.put("status", entry.outcome().text());
        }
    }

    /** Names the schema, the extension and the profiles that the body uses. */
    static Json.Obj metadata(UUID eventId, String correlation, OcsfClass ocsf) {
        Json[] profiles = ocsf.knowsActor()
                ? new Json[]{Json.text("datetime")}
                : new Json[]{Json.text("datetime"), Json.text("host")};
        return Json.object().put("version", "1.8.0")
                .put("product", Json.object().put("name", "Bailiwick").put("vendor_name", "Bailiwick").build())
                .put("uid", eventId.toString()).put("correlation_uid", correlation)
                .put("profiles", Json.array(profiles)).put("extensions", Json.array(Json.object()
                        .put("name", "bailiwick").put("uid", "931").put("version", "1.1.0").build()))
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
        if (!ocsf.knowsActor()) {
            return;
        }
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

    private Json.Obj accessed() {
        Entry.Access access = entry.access();
        withheld.text("/user/name", access == null ? null : access.name());
        return Json.object().put("uid", access == null ? entry.target().id() : access.user()).build();
    }

    private String privilege() {
        Entry.Access access = entry.access();
        return access == null || access.privilege() == null ? "not stated" : access.privilege();
    }

    /** In one place for every class: OCSF's have room for the account, for the right, for both or for neither. */
    private static Json.Obj access(Entry.Access access) {
        return Json.object().put("user", Json.object().put("uid", access.user()).build())
                .putIfPresent("privileges",
                        access.privilege() == null ? null : Json.array(Json.text(access.privilege())))
                .build();
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
        Entry.Access access = entry.access();
        Entry.Verification read = entry.verification();
        UUID evaluation = entry.evaluation();
        String ticket = entry.ticket();
        withheld.text("/bailiwick/concerns/name", entry.target().name())
                .text("/bailiwick/authority/chain", used == null ? null : used.chain())
                .json("/bailiwick/before", entry.before()).json("/bailiwick/after", entry.after());
        return Json.object().put("tenant_uid", tenant.toString()).put("action", entry.activity().text())
                .put("outcome", entry.outcome().text()).put("concerns", concern())
                .putIfPresent("access", access == null ? null : access(access))
                .putIfPresent("authority", used == null ? null : authority(used))
                .putIfPresent("policy_version", used == null || used.contract() == null
                        ? null
                        : "contract/%d".formatted(used.contract()))
                .putIfPresent("evaluation_uid", evaluation == null ? null : evaluation.toString())
                .putIfPresent("ticket", ticket == null ? null : Json.object().put("uid", ticket).build())
                .putIfPresent("assurance", assurance()).putIfPresent("facts", entry.facts())
                .putIfPresent("verification", read == null ? null : verification(read.reads()))
                .putIfPresent("verify", read == null || read.readAt() == null ? null : verify(read, read.readAt()))
                .put("commitments", withheld.commitments()).build();
    }

    /** What was read stands in the body, so that it stays when names are erased; a long one steps aside as a whole. */
    private @Nullable Json verification(Json reads) {
        if (CanonicalJson.bytes(reads).length <= LONGEST_VERIFICATION_BYTES) {
            return reads;
        }
        withheld.json("/bailiwick/verification", reads);
        return null;
    }

    private static Json.Obj verify(Entry.Verification read, Instant readAt) {
        return Json.object().put("target_read_at", readAt.toEpochMilli())
                .putIfPresent("effective", read.effective() == null ? null : Json.bool(read.effective())).build();
    }

    private static Json.Obj authority(Entry.Authority used) {
        return Json.object().put("uid", used.id().toString()).put("capability", used.capability())
                .putIfPresent("kind", used.kind())
                .putIfPresent("approved_by", used.approvedBy() == null ? null : used.approvedBy().toString())
                .putIfPresent("expires_at",
                        used.expiresAt() == null ? null : Json.number(used.expiresAt().toEpochMilli()))
                .build();
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
