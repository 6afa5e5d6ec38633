package org.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/** As {@link BulkForm}, of rows of several tenants: the value of each is {@code TENANT/GRANT}, both public ids. */
record OverTenantsForm(BulkForm form, BulkOverTenants.Request request) {
    static OverTenantsForm of(MultiValueMap<String, String> sent) {
        var chosen = List.copyOf(BulkForm.chosen(sent));
        var form = BulkForm.of(sent, chosen.stream().map(row -> BulkForm.id(row.substring(row.indexOf('/') + 1)))
                .toList());
        return new OverTenantsForm(form, new BulkOverTenants.Request(form.request(),
                chosen.stream().map(OverTenantsForm::tenant).toList()));
    }

    private static UUID tenant(String row) {
        return BulkForm.id(row.substring(0, Math.max(row.indexOf('/'), 0)));
    }
}
