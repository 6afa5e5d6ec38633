package org.bailiwick.evidence.pack;

import java.util.Set;
import java.util.stream.Collectors;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** Which transactions are open that may still record something. */
@Component
final class OpenTransactionsStore {
    /**
     * By the names that the database gives them, which are not used again while it runs. Of other roles it shows neither
     * since when nor what for, so the transactions of all tenants count; a backup or an upgrade records nothing.
     */
    Set<String> names(TenantTx tx) {
        return tx.sql("""
                      select l.virtualtransaction from pg_locks l
                      join pg_stat_activity a on a.pid = l.pid
                      where l.locktype = 'virtualxid' and l.mode = 'ExclusiveLock' and l.pid <> pg_backend_pid()
                        and a.datid = (select oid from pg_database where datname = current_database())
                        and a.usesysid in (
                          select g.grantee from pg_class c cross join lateral aclexplode(c.relacl) g
                          where c.oid = 'ev_inbox'::regclass and g.privilege_type = 'INSERT'
                            and g.grantee <> c.relowner)""")
                .query(String.class).list().stream().collect(Collectors.toUnmodifiableSet());
    }
}
