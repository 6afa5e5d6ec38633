package org.bailiwick.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bailiwick.register.Expectation;
import org.bailiwick.register.ExpectedAccess;
import org.bailiwick.register.Register;
import org.bailiwick.testing.TestDatabase;
import org.bailiwick.testing.TestModules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("sql")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpectedByScopeTests {
    private static final String DENTIST = """
                                          {'everyone': {'entitlements': [{'kind': 'realm role', 'name': 'default'}]},
                                           'functions': {'dentist': {'entitlements': [{'kind': 'group', 'name': '/Mill Lane'}]}},
                                           'people': {'tom': {'functions': ['dentist']}}}""";

    private TestDatabase database;
    private TestModules modules;
    private ComparedTenant tenant;
    private int tenants;

    private long tom;
    private long millLane;

    @BeforeAll
    void start() {
        database = TestDatabase.create();
        modules = TestModules.over(database, context -> {});
    }

    @AfterAll
    void stop() {
        modules.close();
        database.close();
    }

    @BeforeEach
    void tomWorksHere() {
        tenant = ComparedTenant.create(database, modules, "tenant-" + ++tenants);
        tom = tenant.account("tom");
        millLane = tenant.group("/Mill Lane");
    }

    @Test
    void saysWhichFunctionGivesIt() {
        var grant = tenant.direct(tom, millLane);
        var inside = tenant.role("records");
        tenant.contains(millLane, inside);
        var contained = tenant.through(tom, millLane, inside);
        var standard = tenant.direct(tom, tenant.role("default"));
        tenant.expect(DENTIST);
        tenant.read();

        assertThat(said(grant)).isEqualTo(new Expectation(Expectation.Word.EXPECTED,
                "given by `dentist` in version 1"));
        assertThat(said(contained).word()).isEqualTo(Expectation.Word.EXPECTED);
        assertThat(said(standard).why()).isEqualTo("given by what everyone listed has in version 1");
    }

    @Test
    void saysThatNoFunctionGivesIt() {
        var grant = tenant.direct(tom, tenant.role("billing"));
        tenant.expect(DENTIST);
        tenant.read();

        assertThat(said(grant).word()).isEqualTo(Expectation.Word.BEYOND);
    }

    @Test
    void withoutAScopeOrAReadingItIsNotKnown() {
        var grant = tenant.direct(tom, tenant.role("billing"));
        tenant.read();
        assertThat(said(grant)).isEqualTo(new Expectation(Expectation.Word.NOT_KNOWN, Ground.NO_SCOPE));

        tenant.expect(DENTIST);
        tenant.read("containments");
        assertThat(said(grant).word()).isEqualTo(Expectation.Word.NOT_KNOWN);
        assertThat(said(grant).why()).contains("containments");
    }

    @Test
    void saysNothingOfWhatIsNotEffective() {
        var grant = tenant.direct(tom, millLane);
        tenant.expect(DENTIST);
        tenant.read();
        tenant.end(grant);

        assertThat(all(grant)).isEmpty();
    }

    private Expectation said(UUID grant) {
        return all(grant).values().iterator().next();
    }

    private Map<Long, Expectation> all(UUID grant) {
        return tenant.in(tx -> modules.bean(ExpectedAccess.class).of(tx,
                List.of(modules.bean(Register.class).grant(tx, grant).orElseThrow())));
    }
}
