package org.bailiwick.register;

import java.time.Instant;
import java.util.UUID;

/**
 * An open finding about an identity, as the register shows it.
 *
 * @param rule the rule's id, and {@code ruleTitle} what people call it
 */
public record OpenFinding(UUID id, String rule, String ruleTitle, String title, String severity, Instant dueAt) {}
