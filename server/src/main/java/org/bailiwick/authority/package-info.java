/**
 * Who may do what in which tenant, from whom and until when; co-management contracts; the one decision point. Uses platform, ledger, tenant.
 */
@NullMarked
package org.bailiwick.authority;

import org.jspecify.annotations.NullMarked;
