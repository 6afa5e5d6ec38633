package org.bailiwick.evidence.pack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.bailiwick.evidence.control.Control;
import org.bailiwick.proof.Json;
import org.bailiwick.proof.ObjectBuilder;

/** Words and ids in the forms that OSCAL 1.2.1 wants; ids are made of names, so the same pack has the same ones. */
final class OscalText {
    static final String NAMESPACE = "https://bailiwick.invalid/ns/oscal";
    private static final String VERSION = "1.2.1";

    private OscalText() {}

    /** RFC 9562, version 5, within a space of its own. */
    static UUID uuid(UUID space, String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16).putLong(space.getMostSignificantBits())
                    .putLong(space.getLeastSignificantBits()).array());
            var hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong() & ~0xf000L | 0x5000L,
                    hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-1", missing);
        }
    }

    /** One line without spaces around it, never empty. */
    static String line(String text) {
        var line = text.replaceAll("[\\s\\p{Cntrl}\\p{Z}\\uFEFF]+", " ").strip();
        return line.isEmpty() ? "not stated" : line;
    }

    /** The id of a control among those of all frameworks; OSCAL wants one that begins with a letter. */
    static String id(Control control) {
        return (control.framework() + "_" + control.id()).replaceAll("[^A-Za-z0-9._-]", "-");
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static Json property(String name, String value) {
        return Json.object().put("name", name).put("ns", NAMESPACE).put("value", line(value)).build();
    }

    static ObjectBuilder metadata(String title, Standing standing, AuditPack pack) {
        return Json.object().put("title", line(title)).put("last-modified", time(standing.at()))
                .put("version", time(standing.at())).put("oscal-version", VERSION)
                .put("document-ids", Json.array(Json.object().put("scheme", NAMESPACE + "/audit-pack")
                        .put("identifier", pack.publicId().toString()).build()))
                .put("parties", Json.array(Json.object().put("uuid", standing.tenantId().toString())
                        .put("type", "organization").put("name", line(standing.tenant())).build()));
    }
}
