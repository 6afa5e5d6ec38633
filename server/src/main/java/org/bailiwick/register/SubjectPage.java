package org.bailiwick.register;

/** One person or service over all tenants where it may be seen. */
public record SubjectPage(SubjectView subject) {}
