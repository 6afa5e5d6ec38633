package org.bailiwick.template;

import org.bailiwick.web.VisibleTenant;

/** One version of the expected scope as a page: what it says and what it changed. */
public record ScopeVersionPage(VisibleTenant tenant, ExpectedScopes.Dossier dossier) {}
