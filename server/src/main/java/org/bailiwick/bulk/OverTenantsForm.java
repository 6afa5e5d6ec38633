package org.bailiwick.bulk;

import java.util.List;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/** As {@link BulkForm}, of rows of several tenants: the value of each is the public ids {@code TENANT/GRANT} or {@code TENANT/FINDING}. */
record OverTenantsForm(BulkForm form, BulkOverTenants.Request request) {
    static OverTenantsForm of(MultiValueMap<String, String> sent) {
        var chosen = List.copyOf(BulkForm.chosen(sent));
        var form = BulkForm.of(sent, chosen.stream().map(row -> new About(
                BulkForm.id(row.value().substring(row.value().indexOf('/') + 1)), row.finding())).toList());
        return new OverTenantsForm(form, new BulkOverTenants.Request(form.request(),
                chosen.stream().map(OverTenantsForm::tenant).toList()));
    }

    private static UUID tenant(BulkForm.Row row) {
        return BulkForm.id(row.value().substring(0, Math.max(row.value().indexOf('/'), 0)));
    }
}
