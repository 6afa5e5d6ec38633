package org.bailiwick.evidence.control;

/** @param source where its controls were read */
public record Framework(String id, String title, String source) {}
