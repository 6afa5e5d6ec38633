package org.bailiwick.platform;

/**
 * A piece of work this node holds the lease of.
 *
 * @param attempt 1 for the first try
 * @param fence grows with every claim; a row stores the last one it saw and refuses an older one, so that a node that
 *        lost its lease cannot write
 */
public record WorkItem(TenantId tenant, String kind, long subject, int attempt, long fence) {}
