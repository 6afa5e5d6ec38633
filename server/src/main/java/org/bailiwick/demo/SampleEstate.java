package org.bailiwick.demo;

import java.util.List;
import org.bailiwick.demo.RealmSketch.Group;

/**
 * The sample MSP "Northgate IT" and three customers, written by us. Each hides what the product is to find: a helpdesk
 * group that contains the administrators' group, a role that contains user management, technicians who are present
 * under different account names, a right held over two paths, a service account that could administer the realm.
 */
final class SampleEstate {
    static final String MSP_REALM = "northgate";
    static final String MSP_NAME = "Northgate IT";

    static final List<SampleTenant> TENANTS = List.of(
            new SampleTenant("acme-dental", "Acme Dental Group", "dental-prod", "ines.moreau", "Ines Moreau"),
            new SampleTenant("birchwood-law", "Birchwood Law", "birchwood", "colm.byrne", "Colm Byrne"),
            new SampleTenant("calder-freight", "Calder Freight", "cf-main", "petra.novak", "Petra Novak"));

    private static final String HANNAH = "hannah.weiss@northgate.example";
    private static final String OMAR = "omar.haddad@northgate.example";
    private static final String RUTH = "ruth.adler@northgate.example";

    private SampleEstate() {}

    static RealmSketch msp(Passwords passwords) {
        return new RealmSketch(MSP_REALM, MSP_NAME)
                .personWithPassword("ruth.adler", "Ruth Adler", RUTH, passwords.of("ruth.adler"))
                .personWithPassword("omar.haddad", "Omar Haddad", OMAR, passwords.of("omar.haddad"))
                .personWithPassword("lena.fischer", "Lena Fischer", "lena.fischer@northgate.example",
                        passwords.of("lena.fischer"));
    }

    static RealmSketch dental(Passwords passwords) {
        return lockout(new RealmSketch("dental-prod", "Acme Dental Group"), true, 5)
                .role("patient-records-read", "read patient records")
                .role("patient-records-write", "change patient records", "patient-records-read")
                .role("billing", "see and send invoices")
                .role("practice-manager", "run a practice", "patient-records-write", "billing",
                        "realm-management/manage-users")
                .group(Group.of("Practices", "patient-records-read").with(Group.of("Harbour Street", "billing"),
                        Group.of("Mill Lane", "billing")))
                .group(Group.of("IT").with(Group.of("Helpdesk", "realm-management/view-users").with(
                        Group.of("Administrators", "realm-management/realm-admin"))))
                .personWithPassword("ines.moreau", "Ines Moreau", "ines.moreau@acmedental.example",
                        passwords.of("ines.moreau"), "practice-manager")
                .person("tom.baker", "Tom Baker", "tom.baker@acmedental.example", "/Practices/Harbour Street",
                        "patient-records-write")
                .person("aisha.khan", "Aisha Khan", "aisha.khan@acmedental.example", "/Practices/Harbour Street")
                .person("luc.girard", "Luc Girard", "luc.girard@acmedental.example", "/Practices/Mill Lane",
                        "practice-manager")
                .person("maria.santos", "Maria Santos", "maria.santos@acmedental.example", "/Practices/Mill Lane",
                        "patient-records-write", "patient-records-read")
                .disabledPerson("jon.ivers", "Jon Ivers", "jon.ivers@acmedental.example", "billing")
                .person("ng-hweiss", "Hannah Weiss", HANNAH, "/IT/Helpdesk/Administrators")
                .person("ng-ohaddad", "Omar Haddad", OMAR, "/IT/Helpdesk")
                .service("imaging-sync", "X-ray imaging synchronisation", passwords.of("imaging-sync"),
                        "patient-records-read", "realm-management/realm-admin")
                .service("rmm-agent", "Remote management agent", passwords.of("rmm-agent-dental"),
                        "realm-management/view-users");
    }

    static RealmSketch law(Passwords passwords) {
        return lockout(new RealmSketch("birchwood", "Birchwood Law"), true, 30)
                .role("matter-read", "read matters").role("matter-write", "change matters", "matter-read")
                .role("partner", "partner of the firm", "matter-write", "trust-account")
                .role("trust-account", "move client money")
                .group(Group.of("Partners", "partner")).group(Group.of("Associates", "matter-write"))
                .group(Group.of("Paralegals", "matter-read"))
                .personWithPassword("colm.byrne", "Colm Byrne", "colm.byrne@birchwood.example",
                        passwords.of("colm.byrne"), "/Partners")
                .person("sofia.lind", "Sofia Lind", "sofia.lind@birchwood.example", "/Partners", "trust-account")
                .person("ben.ward", "Ben Ward", "ben.ward@birchwood.example", "/Associates")
                .person("grace.obi", "Grace Obi", "grace.obi@birchwood.example", "/Associates", "/Paralegals")
                .person("tom.baker", "Tom Baker", "t.baker@birchwood.example", "/Paralegals")
                .person("hannah.w", "Hannah Weiss", HANNAH, "realm-management/manage-users",
                        "realm-management/view-users")
                .person("support.omar", "Omar Haddad", OMAR, "realm-management/manage-users")
                .person("admin", "Shared Administrator", "it@birchwood.example", "realm-management/realm-admin")
                .service("rmm-agent", "Remote management agent", passwords.of("rmm-agent-law"),
                        "realm-management/manage-users");
    }

    static RealmSketch freight(Passwords passwords) {
        return lockout(new RealmSketch("cf-main", "Calder Freight"), false, 0)
                .role("dispatch", "plan tours").role("customs", "file customs declarations")
                .role("fleet-admin", "manage vehicles and drivers", "dispatch")
                .role("night-shift", "cover at night", "fleet-admin", "realm-management/manage-clients")
                .group(Group.of("Depots").with(Group.of("Leeds", "dispatch"),
                        Group.of("Rotterdam", "dispatch", "customs")))
                .group(Group.of("Night", "night-shift"))
                .personWithPassword("petra.novak", "Petra Novak", "petra.novak@calder.example",
                        passwords.of("petra.novak"), "fleet-admin")
                .person("dirk.visser", "Dirk Visser", "dirk.visser@calder.example", "/Depots/Rotterdam", "/Night")
                .person("alan.reid", "Alan Reid", "alan.reid@calder.example", "/Depots/Leeds", "dispatch")
                .person("yusuf.demir", "Yusuf Demir", "yusuf.demir@calder.example", "/Night")
                .person("olga.marin", "Olga Marin", "olga.marin@calder.example", "/Depots/Leeds")
                .person("northgate1", "Hannah Weiss", HANNAH, "realm-management/realm-admin")
                .service("tracking-feed", "Vehicle tracking feed", passwords.of("tracking-feed"), "dispatch")
                .service("rmm-agent", "Remote management agent", passwords.of("rmm-agent-freight"),
                        "realm-management/view-users");
    }

    private static RealmSketch lockout(RealmSketch realm, boolean on, int failures) {
        realm.setting("bruteForceProtected", on).setting("sslRequired", "none");
        return on ? realm.setting("failureFactor", failures) : realm;
    }
}
