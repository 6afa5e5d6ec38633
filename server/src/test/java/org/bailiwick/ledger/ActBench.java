package org.bailiwick.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bailiwick.authority.DecisionPoint;
import org.bailiwick.authority.Evaluation;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.change.SampleTenant;
import org.bailiwick.platform.ProviderId;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.Transactions;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.Cpu;
import org.bailiwick.testing.TestPortal;
import org.junit.jupiter.api.Test;

/**
 * Acts of eight people in a running server, each in a tenant of their own: the decision whether they may, the same again in
 * the act's transaction, and the entry; no row of the act's own. The server sequences the entries meanwhile. Run by hand, no
 * part of the suite.
 */
class ActBench {
    private static final int CLIENTS = 8;
    private static final int ACTS = 2_500;
    private static final String CAPABILITY = "grant.decide";

    @Test
    void actsOfEightClients() throws Exception {
        try (var portal = new TestPortal();
                var results = BenchResults.of(ActBench.class, "Acts of eight people in a running server.")
                        .over(portal.database().superuser())) {
            var clients = IntStream.range(0, CLIENTS).mapToObj(each -> Client.of(portal, "act-" + each)).toList();
            run(clients, Client::decided);
            measured(portal, results, "acts by %d clients: decided, confirmed, recorded", clients, Client::decided);
            measured(portal, results, "entries by %d clients, nothing decided", clients, Client::recorded);
        }
    }

    private static void measured(TestPortal portal, BenchResults results, String what, List<Client> clients, Act act)
            throws Exception {
        var cpu = Cpu.now(portal.database().superuser());
        long began = System.nanoTime();
        var times = run(clients, act);
        double seconds = (System.nanoTime() - began) / 1e9;
        results.row(what.formatted(CLIENTS),
                "%.0f/s, p99 %.1f ms; %s".formatted(times.size() / seconds, times.get(times.size() * 99 / 100),
                        Cpu.now(portal.database().superuser()).since(cpu).each(times.size())),
                "-", "4,000/s, p99 20 ms");
    }

    private static List<Double> run(List<Client> clients, Act act) throws Exception {
        var times = new ArrayList<Double>();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (var each : clients.stream().map(client -> threads.submit(() -> client.timed(act))).toList()) {
                times.addAll(each.get());
            }
        }
        times.sort(Double::compare);
        return times;
    }

    private interface Act {
        void by(Client client);
    }

    private record Client(Transactions transactions, DecisionPoint decisionPoint, Ledger ledger, TenantId tenant,
            Principal.Person person, Permit standing) {
        static Client of(TestPortal portal, String name) {
            var tenant = SampleTenant.create(portal.database(), portal, name, "operator");
            var id = portal.know(name);
            tenant.give("decides", id, CAPABILITY, "tenant");
            var person = portal.database().superuser().sql("""
                                                           select provider_id, issuer, subject from person
                                                           join provider using (provider_id) where person_id = :id""")
                    .param("id", id.value())
                    .query((row, number) -> new Principal.Person(id, new ProviderId(row.getLong("provider_id")),
                            row.getString("issuer"), row.getString("subject"), name, null, null, "session"))
                    .single();
            var decisionPoint = portal.bean(DecisionPoint.class);
            return new Client(portal.bean(Transactions.class), decisionPoint, portal.bean(Ledger.class), tenant.id(),
                    person, permit(decisionPoint, person, tenant.id()));
        }

        private static Permit permit(DecisionPoint decisionPoint, Principal.Person person, TenantId tenant) {
            return switch (decisionPoint.decide(person, CAPABILITY, tenant)) {
                case Evaluation.Permitted(var permit) -> permit;
                case Evaluation.Denied denied -> throw new IllegalStateException(denied.reason());
            };
        }

        List<Double> timed(Act act) {
            var times = new ArrayList<Double>(ACTS);
            for (int i = 0; i < ACTS; i++) {
                long began = System.nanoTime();
                act.by(this);
                times.add((System.nanoTime() - began) / 1e6);
            }
            return times;
        }

        void decided() {
            var permit = permit(decisionPoint, person, tenant);
            transactions.tenant(tenant, tx -> {
                decisionPoint.confirm(tx, permit);
                return ledger.append(tx, entry(permit));
            });
        }

        void recorded() {
            transactions.tenant(tenant, tx -> ledger.append(tx, entry(standing)));
        }

        private static Entry entry(Permit permit) {
            return Entry
                    .of(Activity.GRANT_KEPT, permit.principal().actor(), new Target("grant", "g-2", "billing of bob"),
                            Outcome.SUCCESS, UUID.randomUUID(), "still needed")
                    .under(permit.authority(), permit.evaluation()).withTicket("HALO 1");
        }
    }
}
