package org.bailiwick.lifecycle;

/** One case over all its tenants, and the part of it that is asked for again while it moves. */
public record LeaverPage(CaseView view) {}
