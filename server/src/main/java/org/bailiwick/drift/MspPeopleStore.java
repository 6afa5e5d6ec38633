package org.bailiwick.drift;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL of who the MSP's people are, in the MSP's own tenant. */
@Component
final class MspPeopleStore {
    Set<PersonId> persons(TenantTx tx) {
        return tx.sql("select person_id from tenant_person where tenant_id = :tenant").query(Long.class).list()
                .stream().map(PersonId::new).collect(Collectors.toUnmodifiableSet());
    }

    List<String> domains(TenantTx tx) {
        return tx.sql("select domain from mail_domain where tenant_id = :tenant order by domain").query(String.class)
                .list();
    }

    void set(TenantTx tx, List<String> domains) {
        tx.sql("delete from mail_domain where tenant_id = :tenant and not domain = any(:domains)")
                .param("domains", domains.toArray(String[]::new)).update();
        tx.sql("""
               insert into mail_domain (tenant_id, domain, set_at)
               select :tenant, domain, :now from unnest(:domains::text[]) domain on conflict do nothing""")
                .param("domains", domains.toArray(String[]::new)).update();
    }
}
