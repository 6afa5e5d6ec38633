package org.bailiwick.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.approval.Inbox;
import org.bailiwick.authority.Capabilities;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.OwnAuthority;
import org.bailiwick.authority.Permit;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.WhereAllowed;
import org.bailiwick.authority.Wording;
import org.bailiwick.estate.ChosenTenants;
import org.bailiwick.platform.TenantId;
import org.bailiwick.signin.WhoAsks;
import org.bailiwick.web.Chrome;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says on every page where one is, as whom and by whose authority, and offers only what one may open. */
@Component
final class PortalChrome implements Chrome {
    private final WhoAsks whoAsks;
    private final OwnAuthorities authorities;
    private final ChosenTenants chosen;
    private final Inbox inbox;
    private final WhereAllowed whereAllowed;

    PortalChrome(WhoAsks whoAsks, OwnAuthorities authorities, ChosenTenants chosen, Inbox inbox,
            WhereAllowed whereAllowed) {
        this.whoAsks = whoAsks;
        this.authorities = authorities;
        this.chosen = chosen;
        this.inbox = inbox;
        this.whereAllowed = whereAllowed;
    }

    @Override
    public Parts parts(HttpServletRequest request) {
        return whoAsks.person().map(person -> parts(request, person)).orElse(Parts.NONE);
    }

    private Parts parts(HttpServletRequest request, Principal.Person person) {
        var scope = whoAsks.scope(request, person);
        var here = whoAsks.permit(request).flatMap(permit -> here(request, permit, scope));
        var held = authorities.inForce(person.id(), shown(scope, here));
        var menus = new ArrayList<Menu>();
        var search = here.flatMap(tenant -> searchOf(tenant, held)).or(() -> searchOver(scope, held));
        var waiting = inbox.waiting(person, scope);
        menus.add(estate(scope, held, waiting.size(), person));
        here.ifPresent(tenant -> menus.add(menu(tenant, capabilities(held, tenant.id()),
                (int) waiting.stream().filter(item -> item.tenant().equals(tenant)).count())));
        var bar = here.map(tenant -> bar(tenant, held, whoAsks.permit(request).orElseThrow()))
                .orElseGet(() -> bar(scope));
        return new Parts(new Person(person.name(), provider(person)), bar, menus, search.orElse(null),
                narrows(request) ? chosen.choices(scope) : null);
    }

    /** Of a thousand tenants a page tells what is held in the one that it is about, and in the MSP's own. */
    private static Set<TenantId> shown(Scope scope, Optional<VisibleTenant> here) {
        boolean one = scope.tenants().size() == 1;
        return scope.tenants().stream().filter(tenant -> one || tenant.msp() || here.filter(tenant::equals).isPresent())
                .map(VisibleTenant::id).collect(Collectors.toUnmodifiableSet());
    }

    /** A page across tenants is decided in the MSP's tenant and yet is no page of it. */
    private static Optional<VisibleTenant> here(HttpServletRequest request, Permit permit, Scope scope) {
        return request.getRequestURI().startsWith("/t/") ? scope.find(permit.tenant()) : Optional.empty();
    }

    private static boolean narrows(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/") || path.startsWith("/all/");
    }

    private static String provider(Principal.Person person) {
        return person.issuer().replaceFirst("^https?://", "");
    }

    /** Whoever oversees searches all that they may see; whoever has one tenant searches that, wherever they are. */
    private static Optional<Search> searchOver(Scope scope, Map<TenantId, List<OwnAuthority>> held) {
        if (capabilities(held, TenantId.MSP).contains(Capabilities.OVERSIGHT_READ)) {
            return Optional.of(new Search("/search", "all tenants"));
        }
        return scope.tenants().size() == 1 ? searchOf(scope.tenants().getFirst(), held) : Optional.empty();
    }

    private static Optional<Search> searchOf(VisibleTenant tenant, Map<TenantId, List<OwnAuthority>> held) {
        return capabilities(held, tenant.id()).contains(Capabilities.TENANT_READ)
                ? Optional.of(new Search("/t/" + tenant.shortName() + "/search", tenant.name()))
                : Optional.empty();
    }

    private Menu estate(Scope scope, Map<TenantId, List<OwnAuthority>> held, int waiting, Principal.Person person) {
        var items = new ArrayList<Item>(List.of(new Item("Tenants", "/")));
        if (capabilities(held, TenantId.MSP).contains(Capabilities.OVERSIGHT_READ)) {
            items.add(new Item("Search", "/search"));
            items.add(new Item("Risk board", "/all/board"));
            items.add(new Item("Patterns", "/all/patterns"));
            items.add(new Item("Identities", "/all/identities"));
            items.add(new Item("Findings", "/all/findings"));
            items.add(new Item("Lockouts", "/all/lockouts"));
            if (!whereAllowed.tenants(person.id(), Capabilities.GRANT_DECIDE).isEmpty()) {
                items.add(new Item("Bulk decisions", "/all/decisions"));
            }
        }
        if (capabilities(held, TenantId.MSP).contains(Capabilities.TENANT_MANAGE)) {
            items.add(new Item("Tenant sets", "/tenant-sets"));
            items.add(new Item("Mail domains", "/mail-domains"));
        }
        items.add(new Item("Approvals", "/approvals", counted(waiting)));
        if (capabilities(held, TenantId.MSP).contains(Capabilities.STAFF_OFFBOARD)) {
            items.add(new Item("Leavers", "/all/leavers"));
        }
        if (capabilities(held, TenantId.MSP).contains(Capabilities.EVIDENCE_READ)) {
            items.add(new Item("Witnesses", "/witnesses"));
        }
        items.add(new Item("My authority", "/me"));
        return new Menu(scope.tenants().size() > 1 ? "All tenants" : "Overview", items);
    }

    private static Menu menu(VisibleTenant tenant, Set<String> may, int waiting) {
        var path = "/t/" + tenant.shortName();
        var items = new ArrayList<Item>();
        offer(items, may, Capabilities.TENANT_READ, new Item("Home", path));
        offer(items, may, Capabilities.TENANT_READ, new Item("Search", path + "/search"));
        offer(items, may, Capabilities.REGISTER_READ, new Item("Register", path + "/register"));
        offer(items, may, Capabilities.REGISTER_READ, new Item("Findings", path + "/findings"));
        if (!tenant.msp()) {
            offer(items, may, Capabilities.REGISTER_READ, new Item("Expected scope", path + "/scope"));
            offer(items, may, Capabilities.REGISTER_READ, new Item("Lockouts", path + "/lockouts"));
        }
        offer(items, may, Capabilities.TENANT_READ, new Item("Approvals", path + "/approvals", counted(waiting)));
        offer(items, may, Capabilities.REGISTER_READ, new Item("Bulk decisions", path + "/decisions"));
        offer(items, may, Capabilities.CHANGE_READ, new Item("Changes", path + "/changes"));
        if (!tenant.msp()) {
            offer(items, may, Capabilities.CHANGE_READ, new Item("Leavers", path + "/leavers"));
        }
        offer(items, may, Capabilities.TENANT_READ, new Item("Connections", path + "/connections"));
        if (!tenant.msp()) {
            offer(items, may, Capabilities.TENANT_READ, new Item("Contract", path + "/contract"));
        }
        offer(items, may, Capabilities.TENANT_READ, new Item("Authorities", path + "/authorities"));
        offer(items, may, Capabilities.TENANT_READ, new Item("Tags", path + "/tags"));
        offer(items, may, Capabilities.EVIDENCE_READ, new Item("Evidence", path + "/evidence"));
        offer(items, may, Capabilities.EVIDENCE_READ, new Item("Log", path + "/log"));
        offer(items, may, Capabilities.EVIDENCE_READ, new Item("Audit packs", path + "/packs"));
        offer(items, may, Capabilities.EVIDENCE_READ, new Item("Retention", path + "/retention"));
        offer(items, may, Capabilities.EVIDENCE_READ, new Item("Control map", path + "/controls"));
        return new Menu(tenant.name(), items);
    }

    private static @Nullable Integer counted(int waiting) {
        return waiting == 0 ? null : waiting;
    }

    private static void offer(List<Item> items, Set<String> may, String capability, Item item) {
        if (may.contains(capability)) {
            items.add(item);
        }
    }

    private static ScopeBar bar(VisibleTenant tenant, Map<TenantId, List<OwnAuthority>> held, Permit permit) {
        return new ScopeBar(tenant.name(), "/", "You are %s here, by %s."
                .formatted(Words.role(capabilities(held, tenant.id())), Wording.origin(permit.authority().chain())));
    }

    private static ScopeBar bar(Scope scope) {
        var customers = scope.tenants().stream().filter(tenant -> !tenant.msp()).toList();
        return customers.size() == 1
                ? new ScopeBar(customers.getFirst().name(), "/", "Open the tenant to act in it.")
                : new ScopeBar("All tenants (%d)".formatted(customers.size()), "/",
                        "Over all tenants. What you do in one needs your authority there.");
    }

    private static Set<String> capabilities(Map<TenantId, List<OwnAuthority>> held, TenantId tenant) {
        return held.getOrDefault(tenant, List.of()).stream().map(OwnAuthority::capability)
                .collect(Collectors.toUnmodifiableSet());
    }
}
