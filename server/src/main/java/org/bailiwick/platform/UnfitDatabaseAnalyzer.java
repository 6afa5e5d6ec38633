package org.bailiwick.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Whoever starts the server on a database that does not fit reads what to do, not a stack of calls. */
final class UnfitDatabaseAnalyzer extends AbstractFailureAnalyzer<UnfitDatabaseException> {
    @Override
    protected FailureAnalysis analyze(Throwable whole, UnfitDatabaseException unfit) {
        return new FailureAnalysis(unfit.what(), unfit.next(), whole);
    }
}
