package org.bailiwick.demo.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the story of the estate tells beside what is planted: it is there for every seed, and as it is told. */
class EstateStoryTests {
    private static final String TOOL = "service-account-rmm-agent";
    private static final String EMERGENCY = "break-glass";
    private static final String ADMINISTRATION = "realm-management/realm-admin";

    static LongStream seeds() {
        return EstateTests.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void someCustomersHaveAnEmergencyAccountThatIsExpectedAndOwnedAndNoneOfItIsWrong(long seed) {
        var estate = Estate.of(seed);
        var having = estate.tenants().stream().filter(tenant -> usernames(tenant).contains(EMERGENCY)).toList();

        assertThat(having).hasSizeBetween(3, estate.tenants().size() - 3).allSatisfy(tenant -> {
            var reader = new EstateReader(tenant);
            assertThat(reader.privilegeOf(EMERGENCY)).contains(ADMINISTRATION);
            assertThat(reader.expectedPrivilegeOf(EMERGENCY)).contains(ADMINISTRATION);
            assertThat(tenant.owners()).containsEntry(EMERGENCY, tenant.approver());
            assertThat(about(estate, tenant, EMERGENCY)).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCustomerHasTheToolOfTheMspUnderTheSameNameAndExpectsIt(long seed) {
        assertThat(Estate.of(seed).tenants()).allSatisfy(tenant -> {
            var tool = tenant.realm().services().stream().filter(each -> each.username().equals(TOOL)).toList();
            var reader = new EstateReader(tenant);

            assertThat(tool).extracting(Service::about).containsExactly("Remote management agent");
            assertThat(reader.expects(TOOL)).isTrue();
            assertThat(reader.expectedPrivilegeOf(TOOL)).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void privilegeHidesInCompositeRolesAndNestedGroups(long seed) {
        var estate = Estate.of(seed);
        var dental = new EstateReader(estate.tenant("acme-dental"));
        var freight = new EstateReader(estate.tenant("calder-freight"));

        assertThat(account(estate, "acme-dental", "luc.girard").holds()).contains("practice-manager")
                .noneMatch(EstateReader::privileged);
        assertThat(dental.privilegeOf("luc.girard")).containsExactly("realm-management/manage-users");
        assertThat(dental.leadsTo("/IT/Helpdesk/Administrators")).contains("/IT/Helpdesk", "/IT", ADMINISTRATION);
        assertThat(account(estate, "calder-freight", "dirk.visser").holds()).contains("/Night")
                .noneMatch(EstateReader::privileged);
        assertThat(freight.leadsTo("/Night")).contains("night-shift", "fleet-admin", "dispatch",
                "realm-management/manage-clients");
        assertThat(hiding(estate)).anyMatch(name -> name.lastIndexOf('/') > 0)
                .anyMatch(name -> !name.startsWith("/"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneTechnicianAdministersThreeCustomersByThreeNamesAndTwoAgreedToIt(long seed) {
        var estate = Estate.of(seed);

        Stream.of(List.of("acme-dental", "ng-hweiss"), List.of("birchwood-law", "hannah.w"),
                List.of("calder-freight", "northgate1")).forEach(known -> {
                    var tenant = estate.tenant(known.getFirst());
                    var account = account(estate, tenant.shortName(), known.getLast());
                    var reader = new EstateReader(tenant);
                    boolean agreed = !tenant.shortName().equals("calder-freight");
                    assertThat(account.mail()).isEqualTo("hannah.weiss@northgate.example");
                    assertThat(account.mailVerified() && account.enabled()).isTrue();
                    assertThat(reader.privilegeOf(account.username())).isNotEmpty();
                    assertThat(reader.expectedPrivilegeOf(account.username()).isEmpty()).isNotEqualTo(agreed);
                    assertThat(about(estate, tenant, account.username()).isEmpty()).isEqualTo(agreed);
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void peopleOfTheMspAdministerRealmsWithAnAgreementAndInOthersWithoutOne(long seed) {
        var estate = Estate.of(seed);
        var agreed = new HashSet<String>();
        var not = new HashSet<String>();
        for (var tenant : estate.tenants()) {
            var reader = new EstateReader(tenant);
            ofTheMsp(tenant).filter(Account::enabled)
                    .filter(account -> reader.privilegeOf(account.username()).contains(ADMINISTRATION))
                    .forEach(account -> (reader.expects(account.username()) ? agreed : not).add(tenant.shortName()));
        }

        assertThat(agreed).contains("acme-dental").hasSizeGreaterThanOrEqualTo(5);
        assertThat(not).contains("calder-freight").hasSizeGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void namesakesAreTwoPeopleOfWhomNothingSaysThatTheyAreOne(long seed) {
        var estate = Estate.of(seed);

        assertThat(estate.namesakes()).hasSize(3).contains("Tom Baker").allSatisfy(name -> {
            var people = estate.tenants().stream()
                    .flatMap(tenant -> tenant.realm().accounts().stream().filter(each -> each.name().equals(name)))
                    .toList();
            var homes = estate.tenants().stream().filter(tenant -> tenant.realm().accounts().stream()
                    .anyMatch(each -> each.name().equals(name))).toList();
            assertThat(homes).hasSize(2);
            assertThat(people).hasSize(2).allMatch(each -> each.link().isEmpty());
            assertThat(people).extracting(Account::mail).doesNotHaveDuplicates();
        });
    }

    /** What somebody who is not of the MSP should not hold, and whose name does not tell the privilege inside. */
    private static Set<String> hiding(Estate estate) {
        var hiding = new HashSet<String>();
        for (var planted : estate.byRule().get("excess-access")) {
            var entitlement = planted.subject().split(" → ")[1];
            var reader = new EstateReader(estate.tenant(planted.tenant()));
            if (!EstateReader.privileged(entitlement)
                    && reader.leadsTo(entitlement).stream().anyMatch(EstateReader::privileged)) {
                hiding.add(entitlement);
            }
        }
        return hiding;
    }

    private static List<Planted> about(Estate estate, TenantPlan tenant, String username) {
        return estate.planted().stream().filter(each -> each.tenant().equals(tenant.shortName()))
                .filter(each -> each.subject().split(" → ")[0].equals(username)).toList();
    }

    private static Account account(Estate estate, String tenant, String username) {
        return estate.tenant(tenant).realm().accounts().stream().filter(each -> each.username().equals(username))
                .findFirst().orElseThrow();
    }

    private static List<String> usernames(TenantPlan tenant) {
        return tenant.realm().accounts().stream().map(Account::username).toList();
    }

    private static Stream<Account> ofTheMsp(TenantPlan tenant) {
        return tenant.realm().accounts().stream().filter(each -> each.mail().endsWith("@northgate.example"));
    }
}
