package org.bailiwick.authority;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bailiwick.platform.PersonId;
import org.bailiwick.platform.TenantTx;
import org.springframework.stereotype.Component;

/** The SQL of contracts. Nothing here is ever updated: a new contract is a new version. */
@Component
final class ContractStore {
    record Newest(long rowId, UUID id, int version, String evidenceAccess, String escalationPath, byte[] hash,
            OffsetDateTime proposedAt, Optional<OffsetDateTime> acceptedAt) {}

    private static final String CONTRACT = """
                                           select c.contract_id, c.public_id, c.version, c.evidence_access,
                                               c.escalation_path, c.terms_hash, c.proposed_at, a.accepted_at
                                           from contract c
                                           left join contract_acceptance a on a.tenant_id = :tenant
                                               and a.contract_id = c.contract_id and a.terms_hash = c.terms_hash
                                           where c.tenant_id = :tenant %s order by c.version desc limit 1""";

    Optional<Newest> newest(TenantTx tx) {
        return one(tx, "");
    }

    /** The one in force; a proposal changes nothing before it is accepted. */
    Optional<Newest> newestAccepted(TenantTx tx) {
        return one(tx, "and a.accepted_at is not null");
    }

    private static Optional<Newest> one(TenantTx tx, String predicate) {
        return tx.sql(CONTRACT.formatted(predicate))
                .query((row, number) -> new Newest(row.getLong("contract_id"), row.getObject("public_id", UUID.class),
                        row.getInt("version"), row.getString("evidence_access"), row.getString("escalation_path"),
                        row.getBytes("terms_hash"), row.getObject("proposed_at", OffsetDateTime.class),
                        Optional.ofNullable(row.getObject("accepted_at", OffsetDateTime.class))))
                .optional();
    }

    List<Contracts.Term> terms(TenantTx tx, long contract) {
        return tx.sql("""
                      select capability, decides, execution from contract_capability
                      where tenant_id = :tenant and contract_id = :contract order by capability""")
                .param("contract", contract)
                .query((row, number) -> new Contracts.Term(row.getString("capability"), row.getString("decides"),
                        row.getString("execution").equals("automatic")))
                .list();
    }

    /** Of the newest accepted contract; a proposal changes nothing before it is accepted. */
    Optional<Contracts.Term> acceptedTerm(TenantTx tx, String capability) {
        return tx.sql("""
                      select t.capability, t.decides, t.execution, accepted.version
                      from (select c.contract_id, c.version from contract c
                         join contract_acceptance a on a.tenant_id = :tenant and a.contract_id = c.contract_id
                             and a.terms_hash = c.terms_hash
                         where c.tenant_id = :tenant order by c.version desc limit 1) accepted
                      join contract_capability t on t.tenant_id = :tenant and t.contract_id = accepted.contract_id
                      where t.tenant_id = :tenant and t.capability = :capability""")
                .param("capability", capability)
                .query((row, number) -> new Contracts.Term(row.getString("capability"), row.getString("decides"),
                        row.getString("execution").equals("automatic"), row.getInt("version")))
                .optional();
    }

    boolean accepted(TenantTx tx) {
        return tx.sql("select exists (select 1 from contract_acceptance where tenant_id = :tenant)")
                .query(Boolean.class).single();
    }

    void insert(TenantTx tx, UUID id, int version, Contracts.Proposal proposal, byte[] terms, byte[] hash) {
        long contract = tx.sql("""
                               insert into contract (tenant_id, public_id, version, evidence_access, escalation_path,
                                   terms, terms_hash, proposed_at)
                               values (:tenant, :id, :version, :evidence, :escalation, :terms, :hash, :now)
                               returning contract_id""").param("id", id).param("version", version)
                .param("evidence", proposal.evidenceAccess()).param("escalation", proposal.escalationPath())
                .param("terms", terms).param("hash", hash).query(Long.class).single();
        for (var term : proposal.terms()) {
            tx.sql("""
                   insert into contract_capability (tenant_id, contract_id, capability, decides, execution)
                   values (:tenant, :contract, :capability, :decides, :execution)""").param("contract", contract)
                    .param("capability", term.capability()).param("decides", term.decides())
                    .param("execution", term.automatic() ? "automatic" : "operator").update();
        }
    }

    void accept(TenantTx tx, Newest contract, PersonId by) {
        tx.sql("""
               insert into contract_acceptance (tenant_id, contract_id, terms_hash, accepted_by, accepted_at)
               values (:tenant, :contract, :hash, :by, :now)""").param("contract", contract.rowId())
                .param("hash", contract.hash()).param("by", by.value()).update();
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
