package org.bailiwick.risk;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.bailiwick.finding.Findings.Judgement;
import org.bailiwick.finding.Judge;
import org.bailiwick.finding.SubjectKind;
import org.bailiwick.platform.TenantId;
import org.bailiwick.platform.TenantTx;
import org.bailiwick.platform.Transactions;
import org.bailiwick.register.DataAge;
import org.bailiwick.register.MaybeSomebody;
import org.bailiwick.register.Register;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks about people who have left the MSP. Its own directory is read first, in the MSP's own transaction; only the
 * subjects of those who left go into the tenant's, and by what they are recognised. Whoever may be one of them and waits
 * for a person's word is not known: neither a leaver nor none.
 */
@Component
final class JudgeLeavers implements Judge {
    private final Transactions transactions;
    private final RiskStore store;
    private final LeaverStore leavers;
    private final Register register;
    private final MaybeSomebody maybe;
    private final @Nullable Directory directory;

    @Autowired
    JudgeLeavers(Transactions transactions, RiskStore store, LeaverStore leavers, Register register,
            MaybeSomebody maybe) {
        this(transactions, store, leavers, register, maybe, null);
    }

    private JudgeLeavers(Transactions transactions, RiskStore store, LeaverStore leavers, Register register,
            MaybeSomebody maybe, @Nullable Directory directory) {
        this.transactions = transactions;
        this.store = store;
        this.leavers = leavers;
        this.register = register;
        this.maybe = maybe;
        this.directory = directory;
    }

    /** @param left by subject, whether their account is gone; otherwise it is disabled */
    private record Directory(DataAge age, Map<UUID, Boolean> left, MaybeSomebody.Marks marks) {}

    @Override
    public String rule() {
        return LeaverEffective.RULE;
    }

    @Override
    public Judge prepared(TenantId tenant) {
        var age = transactions.worker(TenantId.MSP, register::ageOfIdentities);
        var left = transactions.worker(TenantId.MSP, leavers::left);
        var marks = transactions.estate(tx -> maybe.marks(tx, left.keySet()));
        return new JudgeLeavers(transactions, store, leavers, register, maybe, new Directory(age, left, marks));
    }

    @Override
    public Judgement judge(TenantTx tx) {
        var read = directory;
        if (read == null || read.age().observedAt() == null) {
            return new Judgement(LeaverEffective.RULE, false, 0,
                    "the service provider's own directory was never read completely; connect it and have it read",
                    tx.now(), List.of());
        }
        var age = register.ageOfGrants(tx).restingAlsoOn(read.age());
        // The MSP's own people are judged by their own directory, which disables them by definition.
        var ruled = tx.tenant().equals(TenantId.MSP)
                ? List.<Ruled>of()
                : Stream.concat(store.leavers(tx, read.left(), store.privileged(tx)).stream().map(leaver -> new Ruled(
                        SubjectKind.IDENTITY, leaver.identity(), LeaverEffective.judge(leaver))),
                        undecided(tx, read)).toList();
        return Ruled.judgement(LeaverEffective.RULE, age, tx.now(), ruled);
    }

    /** One answer an identity, whichever of its accounts resembles somebody who left. */
    private Stream<Ruled> undecided(TenantTx tx, Directory read) {
        var waiting = maybe.in(tx, read.marks()).stream().filter(each -> each.inUse() && each.holds()).toList();
        var why = LeaverEffective.waits(waiting.stream().map(MaybeSomebody.Undecided::username).distinct().toList());
        return waiting.stream().map(MaybeSomebody.Undecided::identity).distinct()
                .map(identity -> new Ruled(SubjectKind.IDENTITY, identity, new Verdict.NotKnown(why)));
    }
}
