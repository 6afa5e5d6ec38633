package org.bailiwick.bulk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.decision.DecisionKind;
import org.bailiwick.decision.Ticket;
import org.bailiwick.platform.TenantId;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;
import org.bailiwick.register.GrantView.EntitlementRef;

/** The hash that a preview is known by: the same words about the same facts give the same one, anything else another. */
final class PreviewHash {
    private PreviewHash() {}

    static String of(TenantId tenant, DecisionKind kind, List<Preview.Line> lines) {
        return of(Json.object().put("tenant", tenant.value()).put("decision", kind.name())
                .put("items", Json.array(lines.stream().map(PreviewHash::line).toList())).build());
    }

    /** @param parts in a fixed order */
    static String of(DecisionKind kind, List<PreviewOverTenants.Part> parts) {
        return of(Json.object().put("decision", kind.name())
                .put("tenants", Json.array(parts.stream().map(PreviewHash::part).toList())).build());
    }

    /** Of one line by itself. */
    static String of(Preview.Line line) {
        return of(line(line));
    }

    private static Json part(PreviewOverTenants.Part part) {
        var tenant = Json.object().put("tenant", part.tenant().publicId().toString());
        return switch (part) {
            case PreviewOverTenants.Part.Shown(var same, var preview) -> tenant.put("preview", preview.hash()).build();
            case PreviewOverTenants.Part.Denied denied -> tenant.put("denied", true).build();
        };
    }

    private static String of(Json content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(content)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static Json line(Preview.Line line) {
        return Json.object().put(line.about().finding() ? "finding" : "grant", line.about().id().toString())
                .putIfPresent("severity", line.matter().map(Matter::severity).orElse(null))
                .putIfPresent("title", line.matter().map(Matter::title).orElse(null))
                .put("reasons", Json.array(line.matter().stream().flatMap(matter -> matter.reasons().stream())
                        .map(Json::text).toList()))
                .put("accounts", texts(line.matter().stream().flatMap(matter -> matter.accounts().stream())
                        .map(String::valueOf)))
                .put("justification", line.wording().justification())
                .putIfPresent("ticketSystem", line.wording().ticket().map(Ticket::system).orElse(null))
                .putIfPresent("ticketKey", line.wording().ticket().map(Ticket::key).orElse(null))
                .putIfPresent("removes", line.removes().map(removes -> id(removes.edge())).orElse(null))
                .put("alsoEnds", texts(line.removes().stream().flatMap(removes -> removes.alsoEnds().stream())
                        .map(PreviewHash::id)))
                .put("stays", texts(line.stays().stream().map(PreviewHash::path)))
                .putIfPresent("decided", line.decided().map(Object::toString).orElse(null))
                .put("settles", texts(line.settles().stream().map(PreviewHash::settled)))
                .putIfPresent("problem", line.problem().map(problem -> problem.words().name()).orElse(null)).build();
    }

    private static String settled(Matter matter) {
        return Stream.concat(Stream.of(matter.id().toString(), matter.severity(), matter.title()),
                matter.reasons().stream()).collect(Collectors.joining("\n"));
    }

    /** In one order, whatever order they were read in. */
    private static Json texts(Stream<String> each) {
        return Json.array(each.sorted().map(Json::text).toList());
    }

    private static String path(List<EntitlementRef> path) {
        return path.stream().map(PreviewHash::id).collect(Collectors.joining("/"));
    }

    private static String id(EntitlementRef entitlement) {
        return entitlement.publicId().toString();
    }
}
