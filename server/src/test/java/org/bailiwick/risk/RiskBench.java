package org.bailiwick.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.bailiwick.finding.Findings;
import org.bailiwick.finding.Judge;
import org.bailiwick.platform.TenantId;
import org.bailiwick.testing.BenchResults;
import org.bailiwick.testing.Cpu;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.bailiwick.testing.Times;
import org.junit.jupiter.api.Test;

/**
 * How long the rules take about unchanged tenants of 10,000 grants: each rule about one of them, and all rules about the
 * whole estate as the job asks them; run by hand, no part of the suite. {@code bench.tenants}: how many tenants.
 */
class RiskBench {
    private static final int TENANTS = Integer.getInteger("bench.tenants", 50);
    private static final int SESSIONS = 2;
    private static final int ROUNDS = 50;

    @Test
    void rulesAboutTenantsOfTenThousandGrants() throws Exception {
        try (var database = TestDatabase.create();
                var modules = TestModules.over(database, context -> {});
                var results = BenchResults.of(RiskBench.class,
                        "Every rule asked about %d unchanged tenants of 10,000 grants, and their findings reconciled."
                                .formatted(TENANTS))
                        .over(database.superuser())) {
            var tenants = new ArrayList<TenantId>();
            for (int n = 0; n < TENANTS; n++) {
                var id = database.tenant("bench-" + n);
                var tenant = RiskTenant.create(database, modules, id);
                tenant.read("100 days", null);
                tenant.many();
                tenants.add(id);
            }
            database.superuser().sql("vacuum analyze").update();
            var judges = modules.beans(Judge.class);
            var findings = modules.bean(Findings.class);
            // What is found is written once; a server that has been running for a while has its code compiled.
            for (int round = 0; round < 2; round++) {
                tenants.forEach(each -> judge(database, findings, judges, each));
            }

            var one = tenants.get(TENANTS / 2);
            var rules = new TreeMap<String, Times>();
            for (var judge : judges) {
                rules.put(judge.rule(), Times.of(ROUNDS, () -> judge(database, findings, List.of(judge), one)));
            }
            rules.forEach((rule, times) -> results.row("one tenant: " + rule, times.toString(), "-", "≤ 10 ms a rule"));
            results.row("one tenant: all rules, as the job asks them",
                    Times.of(ROUNDS, () -> judge(database, findings, judges, one)).toString(),
                    "reading the tenant's grants: " + Times.of(ROUNDS, () -> database.superuser()
                            .sql("select count(paths) from access_grant where tenant_id = :id").param("id", one.value())
                            .query(Long.class).single()),
                    "-");
            var cpu = Cpu.now(database.superuser());
            double seconds = Times.seconds(SESSIONS, tenants, each -> judge(database, findings, judges, each));
            var worked = Cpu.now(database.superuser()).since(cpu);
            results.row("%d tenants: all rules, %d sessions".formatted(TENANTS, SESSIONS),
                    "%.2f s, %,.0f grants/s".formatted(seconds, TENANTS * 10_000 / seconds),
                    "candidates of two rules over all rows, one session: %.2f s".formatted(plain(database)), "-");
            results.row("  processors' work for a tenant", worked.each(TENANTS), "-", "-");
        }
    }

    private static void judge(TestDatabase database, Findings findings, List<Judge> judges, TenantId tenant) {
        var ready = judges.stream().map(judge -> judge.prepared(tenant)).toList();
        database.transactions().worker(tenant, tx -> {
            ready.stream().map(judge -> judge.judge(tx)).toList().forEach(said -> findings.reconcile(tx, said));
            return true;
        });
    }

    /** Privileged accounts that have not signed in for long, and machines with old secrets, counted by plain SQL. */
    private static double plain(TestDatabase database) throws Exception {
        return Times.of(1, () -> {
            for (var sql : List.of(
                    """
                    select count(*) from account a where last_sign_in_at < now() - interval '90 days'
                      and exists (select from access_grant g join entitlement e using (tenant_id, entitlement_id)
                        where g.tenant_id = a.tenant_id and g.account_id = a.account_id and g.effective
                          and e.tier in ('critical', 'high'))""",
                    """
                    select count(*) from credential c join account a using (tenant_id, account_id)
                    join identity i using (tenant_id, identity_id)
                    where i.kind = 'service account' and c.created_at < now() - interval '365 days'""")) {
                database.superuser().sql(sql).query(Long.class).single();
            }
        }).best() / 1_000;
    }
}
