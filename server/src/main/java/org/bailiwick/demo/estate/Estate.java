package org.bailiwick.demo.estate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sample MSP "Northgate IT" and its 24 customers. The same seed gives the same estate to the last account; another
 * seed settles other people and plants what is wrong elsewhere. What is not planted is as it should be.
 *
 * @param namesakes two people of one name in two tenants, who are not the same
 * @param leaver of the MSP: disabled in its own directory
 */
public record Estate(RealmPlan msp, List<TenantPlan> tenants, List<Planted> planted, List<String> namesakes,
        String leaver) {
    /** The estate of the demo and of its documentation. */
    public static final long DEMO = 20260;
    /** Short name of the MSP's own tenant. */
    public static final String MSP = "msp";
    /** How every connection is called. */
    public static final String CONNECTION = "Keycloak";
    /** The client by which each realm is connected. */
    public static final String CONNECTOR = SettleMsp.CONNECTOR;
    /** Customers who want to be asked before the MSP ends even the access of its own people. */
    public static final Set<String> ASKED_ABOUT_LEAVERS = Set.of("birchwood-law", "tamarind-catering");
    /** Small customers who let the MSP's risk owner decide about grants beside their own approver. */
    public static final Set<String> DECIDED_FOR = Set.of("garrick-theatre", "hollis-architects", "juniper-hotels");
    private static final int WIDELY = 12;

    public Estate {
        tenants = List.copyOf(tenants);
        planted = List.copyOf(planted);
        namesakes = List.copyOf(namesakes);
    }

    public static Estate of(long seed) {
        var dice = new Dice(seed);
        var staff = EstateFiles.staff();
        var profiles = EstateFiles.profiles();
        var names = new Names(dice, EstateFiles.names(), reserved(staff, profiles));
        var people = new SettlePeople(dice, names);
        var msp = new SettleMsp(dice, staff);
        var free = staff.withJob("technician").stream().filter(member -> !fixed(member, profiles)).toList();
        var leaver = dice.oneOf(free);
        var present = free.stream().filter(member -> !member.equals(leaver)).toList();

        var namesakes = new ArrayList<>(List.of("Tom Baker"));
        var withNamesake = dice.some(profiles.subList(6, profiles.size()), 2);
        var drafts = new LinkedHashMap<String, Draft>();
        for (var profile : profiles) {
            var draft = new Draft(profile, support(dice), dice.oneOf(Lockout.STRONG));
            var namesake = withNamesake.contains(profile) ? List.of(dice.oneOf(names.drawn())) : List.<Name>of();
            namesake.forEach(name -> namesakes.add(name.full()));
            people.settle(draft, namesake);
            msp.technicians(draft, present);
            msp.machines(draft);
            drafts.put(profile.shortName(), draft);
        }
        var bySeed = drafts.values().stream().filter(draft -> !draft.writtenByHand()).toList();
        whoLeft(dice, msp, bySeed, staff.withJob("former technician"));
        var planter = new Planter();
        planter.noOwnerAtTheMsp(SettleMsp.connector());
        bySeed.stream().filter(draft -> !draft.support().equals(SupportModel.INTENDED))
                .forEach(planter::weakRoleModel);
        new PlantByHand(planter, msp, staff).plant(drafts);
        new PlantBySeed(dice, planter, people, msp, bySeed).plant(present, leaver);
        widely(msp, drafts.values(), present);
        return new Estate(MspPlan.of(staff, leaver), drafts.values().stream().map(Draft::plan).toList(),
                sorted(planter), namesakes, leaver.username());
    }

    private static List<Name> reserved(Staff staff, List<Profile> profiles) {
        var reserved = new ArrayList<Name>();
        staff.people().forEach(member -> reserved.add(member.fullName()));
        for (var profile : profiles) {
            reserved.add(Name.of(profile.approver().name()));
            reserved.add(Name.of(profile.deputy()));
            profile.named().forEach(named -> reserved.add(Name.of(named.name())));
        }
        return reserved;
    }

    /** Where somebody is by hand, chance does not put them a second time. */
    private static boolean fixed(Staff.Member member, List<Profile> profiles) {
        return profiles.stream().flatMap(profile -> profile.technicians().stream())
                .anyMatch(technician -> technician.person().equals(member.username()));
    }

    /** Two of three customers have the MSP's role model as it is intended. */
    private static SupportModel support(Dice dice) {
        return dice.oneIn(3) ? dice.oneOf(SupportModel.WEAK) : SupportModel.INTENDED;
    }

    /** People of the MSP who left in good order: their accounts are disabled everywhere and hold nothing. */
    private static void whoLeft(Dice dice, SettleMsp msp, List<Draft> drafts, List<Staff.Member> former) {
        for (var member : former) {
            dice.some(drafts, 4).forEach(draft -> draft.technician(member.username(),
                    msp.account(member, msp.username(draft, member)).disabled()));
        }
    }

    /**
     * A technician is known to a dozen customers, none of whom wants to be asked about leavers. Comes last: nothing else
     * falls differently.
     */
    private static void widely(SettleMsp msp, Collection<Draft> drafts, List<Staff.Member> present) {
        var asked = drafts.stream().filter(draft -> ASKED_ABOUT_LEAVERS.contains(draft.profile().shortName())).toList();
        var member = present.stream().filter(each -> customers(asked, each) == 0)
                .max(Comparator.comparingLong(each -> customers(drafts, each))).orElseThrow();
        drafts.stream().filter(draft -> !draft.writtenByHand() && !asked.contains(draft))
                .filter(draft -> !draft.hasTechnician(member.username()))
                .limit(Math.max(0, WIDELY - customers(drafts, member)))
                .forEach(draft -> msp.put(draft, member, msp.username(draft, member), Draft.OPERATOR));
    }

    private static long customers(Collection<Draft> drafts, Staff.Member member) {
        return drafts.stream().filter(draft -> draft.hasTechnician(member.username())).count();
    }

    private static List<Planted> sorted(Planter planter) {
        return planter.planted().stream().sorted(Comparator.comparing(Planted::rule).thenComparing(Planted::tenant)
                .thenComparing(Planted::subject)).toList();
    }

    /** The same estate in realms whose names begin with this. */
    public Estate inRealms(String prefix) {
        return new Estate(msp.named(prefix + msp.name()), tenants.stream()
                .map(tenant -> tenant.in(tenant.realm().named(prefix + tenant.realm().name()))).toList(), planted,
                namesakes, leaver);
    }

    public TenantPlan tenant(String shortName) {
        return tenants.stream().filter(tenant -> tenant.shortName().equals(shortName)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the estate has no `%s`".formatted(shortName)));
    }

    /** Planted things by the rule that finds them. */
    public Map<String, List<Planted>> byRule() {
        var byRule = new LinkedHashMap<String, List<Planted>>();
        planted.forEach(each -> byRule.computeIfAbsent(each.rule(), rule -> new ArrayList<>()).add(each));
        return byRule;
    }
}
