package org.bailiwick.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.authority.OwnAuthority;
import org.bailiwick.authority.Wording;
import org.bailiwick.web.VisibleTenant;

/** What is held in a tenant, told together where it comes from the same and ends at the same time. */
final class MyAuthorities {
    private record Basis(String origin, Optional<Instant> until) {}

    private MyAuthorities() {}

    static Stream<MyPage.Line> lines(VisibleTenant tenant, List<OwnAuthority> held) {
        var role = Words.role(held.stream().map(OwnAuthority::capability).toList());
        return held.stream()
                .collect(Collectors.groupingBy(own -> new Basis(Wording.origin(own.origin()), own.until()),
                        LinkedHashMap::new, Collectors.toList()))
                .entrySet().stream().map(same -> line(tenant, role, same.getKey(), same.getValue()));
    }

    private static MyPage.Line line(VisibleTenant tenant, String role, Basis basis, List<OwnAuthority> held) {
        var since = held.stream().map(OwnAuthority::since).min(Comparator.naturalOrder()).orElseThrow();
        return new MyPage.Line(tenant.name(), "/t/" + tenant.shortName(), role,
                held.stream().map(own -> Wording.may(own.capability())).toList(), basis.origin(), since,
                basis.until().orElse(null));
    }
}
