package org.bailiwick.demo.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EstateTests {
    private static final Set<String> RULES = Set.of("excess-access", "access-missing", "delegated-admin-unexpected",
            "lockout-weak", "stale-admin", "credential-overdue", "no-owner", "shared-account", "leaver-effective",
            "role-model-weaker");

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(Estate.DEMO), LongStream.rangeClosed(1, 9));
    }

    @Test
    void sameSeedIsTheSameEstateAndAnotherSeedIsAnother() {
        assertThat(Estate.of(7)).isEqualTo(Estate.of(7));
        assertThat(Estate.of(7)).isNotEqualTo(Estate.of(8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrongIsExactlyWhatWasPlanted(long seed) {
        var estate = Estate.of(seed);

        var planted = estate.planted().stream()
                .map(each -> List.of(each.rule(), each.tenant(), each.subject())).toList();

        assertThat(planted).doesNotHaveDuplicates();
        assertThat(EstateReader.judge(estate)).containsExactlyInAnyOrderElementsOf(planted);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRuleIsPlantedTwiceAtLeastAndLeaversInThreeTenants(long seed) {
        var byRule = Estate.of(seed).byRule();

        assertThat(byRule.keySet()).isEqualTo(RULES);
        assertThat(byRule.values()).allSatisfy(planted -> assertThat(planted).hasSizeGreaterThanOrEqualTo(2));
        assertThat(byRule.get("leaver-effective")).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTenantHasTwentyToOneHundredAndFiftyPeople(long seed) {
        var estate = Estate.of(seed);

        assertThat(estate.tenants()).hasSize(24);
        assertThat(estate.tenants()).allSatisfy(
                tenant -> assertThat(own(tenant)).as(tenant.name()).hasSizeBetween(20, 150));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyBearsANameOfAnotherTenantButTheNamesakes(long seed) {
        var estate = Estate.of(seed);
        var seen = new HashSet<String>();
        var twice = new ArrayList<String>();
        estate.msp().accounts().forEach(account -> seen.add(account.name()));

        for (var tenant : estate.tenants()) {
            var here = own(tenant).stream().map(Account::name).filter(EstateTests::personal).toList();
            assertThat(here).as(tenant.name()).doesNotHaveDuplicates();
            here.stream().filter(name -> !seen.add(name)).forEach(twice::add);
        }

        assertThat(twice).containsExactlyInAnyOrderElementsOf(estate.namesakes()).hasSize(3);
    }

    @Test
    void namesThatThePortalUsesAreUnique() {
        var tenants = Estate.of(Estate.DEMO).tenants();

        assertThat(tenants).extracting(TenantPlan::shortName).doesNotHaveDuplicates();
        assertThat(tenants).extracting(tenant -> tenant.realm().name()).doesNotHaveDuplicates();
        assertThat(tenants).extracting(TenantPlan::approver).doesNotHaveDuplicates();
        assertThat(tenants.subList(0, 3)).extracting(TenantPlan::shortName, TenantPlan::approver).containsExactly(
                org.assertj.core.groups.Tuple.tuple("acme-dental", "ines.moreau"),
                org.assertj.core.groups.Tuple.tuple("birchwood-law", "colm.byrne"),
                org.assertj.core.groups.Tuple.tuple("calder-freight", "petra.novak"));
    }

    @Test
    void anotherSeedPlantsElsewhere() {
        var one = bySeed(Estate.of(1));
        var other = bySeed(Estate.of(2));

        assertThat(other.stream().filter(one::contains)).hasSizeLessThan(one.size() / 10);
    }

    @Test
    void techniciansGoByOtherNamesInOtherTenants() {
        var names = Estate.of(Estate.DEMO).tenants().stream().flatMap(tenant -> tenant.realm().accounts().stream())
                .filter(account -> account.name().equals("Hannah Weiss")).map(Account::username)
                .collect(Collectors.toSet());

        assertThat(names).contains("ng-hweiss", "hannah.w", "northgate1");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void somebodyOfTheMspIsKnownToADozenCustomersOfWhomNoneIsAskedAboutLeavers(long seed) {
        var customers = Estate.of(seed).tenants().stream().flatMap(tenant -> tenant.realm().accounts().stream()
                .filter(account -> account.enabled() && account.mail().endsWith("@northgate.example"))
                .map(account -> List.of(account.mail(), tenant.shortName())).distinct())
                .collect(Collectors.groupingBy(List::getFirst,
                        Collectors.mapping(List::getLast, Collectors.toSet())));

        assertThat(customers.values()).anyMatch(
                known -> known.size() >= 12 && Collections.disjoint(known, Estate.ASKED_ABOUT_LEAVERS));
    }

    /** Without what stands in the three customers written by hand, and without what has one subject in a tenant. */
    private static Set<List<String>> bySeed(Estate estate) {
        var byHand = Set.of("acme-dental", "birchwood-law", "calder-freight");
        return estate.planted().stream()
                .filter(each -> !byHand.contains(each.tenant()) && !each.rule().equals("lockout-weak"))
                .map(each -> List.of(each.rule(), each.tenant(), each.subject())).collect(Collectors.toSet());
    }

    private static List<Account> own(TenantPlan tenant) {
        return tenant.realm().accounts().stream().filter(account -> !account.mail().endsWith("@northgate.example"))
                .toList();
    }

    /** Shared and emergency accounts have the same name everywhere. */
    private static boolean personal(String name) {
        return !Set.of("Emergency Access", "Shared Administrator", "Office Administrator", "Front Desk",
                "Warehouse Team", "Scanner Room", "Back Office").contains(name);
    }
}
