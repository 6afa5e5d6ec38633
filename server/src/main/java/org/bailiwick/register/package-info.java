/**
 * Identities, accounts, credentials, entitlements, grants, settings: what was observed, with history.
 */
@NullMarked
package org.bailiwick.register;

import org.jspecify.annotations.NullMarked;
