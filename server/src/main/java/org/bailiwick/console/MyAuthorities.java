package org.bailiwick.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.OwnAuthorities;
import org.bailiwick.authority.OwnAuthority;
import org.bailiwick.authority.Principal;
import org.bailiwick.authority.Wording;
import org.bailiwick.web.Scope;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Component;

/** What a person holds, told together where it is in one tenant, comes from the same and ends at the same time. */
@Component
final class MyAuthorities {
    private final OwnAuthorities authorities;

    MyAuthorities(OwnAuthorities authorities) {
        this.authorities = authorities;
    }

    private record Basis(String origin, Optional<Instant> until) {}

    /** In force now, in the order of the tenants. */
    List<MyPage.Line> of(Principal.Person person, Scope scope) {
        var held = authorities.inForce(person.id(), scope.ids());
        return scope.tenants().stream().flatMap(tenant -> lines(tenant, held.getOrDefault(tenant.id(), List.of())))
                .toList();
    }

    private static Stream<MyPage.Line> lines(VisibleTenant tenant, List<OwnAuthority> held) {
        var role = Words.role(held.stream().map(OwnAuthority::capability).toList());
        return held.stream()
                .collect(Collectors.groupingBy(own -> new Basis(Wording.origin(own.origin()), own.until()),
                        LinkedHashMap::new, Collectors.toList()))
                .entrySet().stream().map(same -> line(tenant, role, same.getKey(), same.getValue()));
    }

    private static MyPage.Line line(VisibleTenant tenant, String role, Basis basis, List<OwnAuthority> held) {
        var since = held.stream().map(OwnAuthority::since).min(Comparator.naturalOrder()).orElseThrow();
        return new MyPage.Line(tenant, role, held.stream().map(OwnAuthority::capability).toList(), basis.origin(),
                since, basis.until().orElse(null));
    }
}
