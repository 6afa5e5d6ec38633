package org.bailiwick.evidence.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.bailiwick.testing.TestPortal.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.ledger.Activity;
import org.bailiwick.ledger.Actor;
import org.bailiwick.ledger.Entry;
import org.bailiwick.ledger.Ledger;
import org.bailiwick.ledger.Outcome;
import org.bailiwick.ledger.Target;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.proof.pack.PackVerifier;
import org.bailiwick.proof.pack.Verdict;
import org.bailiwick.testing.TestPortal;
import tools.jackson.databind.JsonNode;

/** Two tenants with entries of their own, their auditors, and whoever may not read. */
final class PackScene implements AutoCloseable {
    static final String AUDITOR = "ada";
    static final String WITHOUT = "wim";
    /** Reads the record and keeps it. */
    static final String KEEPER = "kim";
    static final String ACME_MARK = "acme-word";
    static final String BIRCH_MARK = "birch-word";
    private static final UUID CASE = new UUID(7, 8);

    final TestPortal portal;
    final SampleTenant acme;
    final SampleTenant birch;
    final String packs;
    private final Path folder;

    PackScene(Path folder) {
        this(folder, "500ms");
    }

    /** @param watched how often packs are looked at for an erasure */
    PackScene(Path folder, String watched) {
        this.folder = folder;
        this.portal = new TestPortal("--bailiwick.log.heads-every=300ms", "--bailiwick.log.witness-every=500ms",
                "--bailiwick.packs.watch-every=" + watched);
        this.acme = SampleTenant.create(portal.database(), portal, "acme-packed", "operator");
        this.birch = SampleTenant.create(portal.database(), portal, "birch-other", "operator");
        this.packs = portal.api(acme.id()) + "/audit-packs";
        acme.give("auditor", portal.know(AUDITOR), Capabilities.EVIDENCE_READ, "tenant");
        acme.give("other", portal.know(WITHOUT), Capabilities.TENANT_READ, "tenant");
        var keeper = portal.know(KEEPER);
        acme.give("keeper", keeper, Capabilities.RECORD_KEEP, "tenant");
        acme.give("keeper reads", keeper, Capabilities.EVIDENCE_READ, "tenant");
        for (int i = 0; i < 7; i++) {
            append(acme.id(), Activity.GRANT_KEPT, ACME_MARK + i);
            append(birch.id(), Activity.GRANT_KEPT, BIRCH_MARK + i);
        }
        append(acme.id(), Activity.GRANT_REVOCATION_DECIDED, ACME_MARK + "-revoked");
    }

    void append(TenantId tenant, Activity activity, String mark) {
        portal.bean(Transactions.class).tenant(tenant, tx -> portal.bean(Ledger.class).append(tx,
                Entry.of(activity, Actor.PRODUCT, new Target("grant", mark + "-id", mark + " of somebody"),
                        Outcome.SUCCESS, CASE, mark + " is why").withTicket("HALO " + mark)));
    }

    void finding(String title) {
        portal.database().superuser()
                .sql("""
                     insert into finding (tenant_id, public_id, rule, key, subject_kind, subject_id, severity, title,
                       reasons, state, side, first_seen_at, opened_at, due_at, state_at)
                     values (:tenant, gen_random_uuid(), 'stale-admin', 'account/1', 'account', 1, 'high', :title,
                       array['not used for 200 days'], 'open', 'msp', now(), now(), now(), now())""")
                .param("tenant", acme.id().value()).param("title", title).update();
    }

    /** Where the pack stands in the API. */
    String request(String body) {
        var answer = portal.post(AUDITOR, packs, body);
        var asked = json(answer, 202);
        var path = packs + "/" + asked.at("/id").asString();
        assertThat(answer.headers().firstValue("Location")).hasValue(path);
        return path;
    }

    JsonNode ended(String path) {
        await("the pack has ended").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(
                () -> !Stream.of("requested", "running").toList().contains(read(path).at("/state").asString()));
        return read(path);
    }

    JsonNode ready(String body) {
        var pack = ended(request(body));
        assertThat(pack.at("/state").asString()).as(pack.toString()).isEqualTo("ready");
        return pack;
    }

    JsonNode read(String path) {
        return json(portal.get(AUDITOR, path), 200);
    }

    byte[] fetch(JsonNode pack) {
        var answer = portal.file(AUDITOR, pack.at("/file/href").asString());
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        return answer.body();
    }

    Path saved(byte[] pack) {
        try {
            return Files.write(Files.createTempFile(folder, "pack", ".zip"), pack);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    Verdict verify(byte[] pack) {
        try {
            return PackVerifier.verify(saved(pack), Optional.empty());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    String content(byte[] pack, String name) {
        try (var zip = new ZipFile(saved(pack).toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** As the auditor runs it who has Python and nothing of ours. */
    Map.Entry<Integer, String> python(byte[] pack) {
        try {
            var script = Files.writeString(folder.resolve("verify.py"), content(pack, "verify.py"));
            return run("python3", script.toString(), saved(pack).toString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** {@code bwk pack} as this person runs it: a process of its own that has nothing but their token. */
    Map.Entry<Integer, String> bwk(String who, String... words) {
        var tenant = packs.split("/")[4];
        var command = Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), "org.bailiwick.bwk.Bwk",
                "pack", "--server", portal.url(), "--tenant", tenant, "--out",
                folder.resolve(UUID.randomUUID() + ".zip").toString());
        return run(Map.of("BAILIWICK_TOKEN", portal.accessToken(who)),
                Stream.concat(command, Stream.of(words)).toArray(String[]::new));
    }

    static Map.Entry<Integer, String> run(String... words) {
        return run(Map.of(), words);
    }

    static Map.Entry<Integer, String> run(Map<String, String> environment, String... words) {
        try {
            var builder = new ProcessBuilder(words).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes());
            return Map.entry(process.waitFor(), said);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Past all walls, in the rows of Acme. */
    int sql(String statement) {
        return portal.database().superuser().sql(statement).param("tenant", acme.id().value()).update();
    }

    @Override
    public void close() {
        portal.close();
    }
}
