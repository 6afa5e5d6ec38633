package org.bailiwick.demo.estate;

/**
 * Something that is wrong in the estate because we put it there; a finding must tell of it, and of nothing else.
 *
 * @param rule the rule that finds it
 * @param tenant short name
 * @param subject an account's name; of a grant {@code account → entitlement}; of a setting the connection's name
 * @param why a sentence
 */
public record Planted(String rule, String tenant, String subject, String why) {}
