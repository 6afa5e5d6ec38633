package org.bailiwick.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.proof.Json;

/** Entries in which everything that may be erased contains the word "confidential". */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456Z");
    static final UUID TENANT = UUID.fromString("6a0c9f0e-64f2-4d83-9d2b-0a6a3e8a5a01");
    static final UUID EVENT = UUID.fromString("0f9b7c1d-2d0a-4a1e-8f3c-5b7f1f0e9a02");
    static final UUID CORRELATION = UUID.fromString("d1c7a2be-5c35-4d86-9a11-3f1d6e2c4b03");
    static final Actor ADA = new Actor(new PersonId(7), "Ada confidential", "https://login.example/realms/msp", "a1b2",
            "session-cookie", "urn:aal2", NOW.minusSeconds(60), List.of("pwd", "otp"), "203.0.113.7");

    private Samples() {}

    static Entry plain(Activity activity) {
        return plain(activity, ADA);
    }

    static Entry plain(Activity activity, Actor actor) {
        return Entry.of(activity, actor, new Target("grant", "g-1", "Bob confidential has realm-admin"),
                Outcome.SUCCESS,
                CORRELATION, "Ada confidential revoked it");
    }

    static Entry full(Activity activity) {
        return plain(activity)
                .under(new Entry.Authority(EVENT, "grant.decide", "given by Carol confidential", "delegation", TENANT,
                        NOW.plusSeconds(60), 3), CORRELATION)
                .withTicket("HALO 4711").withAccess(new Entry.Access("u-77", "Bob confidential", "realm-admin"))
                .withChange(Json.object().put("member", "Bob confidential").build(), Json.nothing())
                .withFacts(Json.object().put("state", "verified").build())
                .withFinding(new Entry.Finding("stale-admin", "Stale admin", "high", List.of(TENANT)))
                .withVerification(new Entry.Verification(Json.object().put("result", "verified").build(), NOW, true));
    }

    static Body body(Entry entry) {
        byte[] salt = new byte[32];
        return BodyOfEntry.write(TENANT, EVENT, NOW, entry, () -> {
            salt[0]++;
            return salt.clone();
        });
    }
}
