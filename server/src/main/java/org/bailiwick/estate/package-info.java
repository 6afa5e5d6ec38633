/**
 * How the MSP groups its customers: tags on a tenant, and tenant sets in the MSP's own tenant. Lists over several tenants are
 * narrowed by either; nobody sees a tenant through a set that they may not see without it. Uses platform, web, ledger,
 * authority.
 */
@NullMarked
package org.bailiwick.estate;

import org.jspecify.annotations.NullMarked;
