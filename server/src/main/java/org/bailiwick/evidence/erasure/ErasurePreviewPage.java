package org.bailiwick.evidence.erasure;

import org.bailiwick.web.VisibleTenant;

/** What an erasure would take away, with the form that asks for exactly this. */
public record ErasurePreviewPage(VisibleTenant tenant, ErasurePreview preview) {
    public String path() {
        return ErasuresPage.path(tenant);
    }

    public boolean askable() {
        return preview.shown().values() > 0 && preview.held() == 0;
    }
}
