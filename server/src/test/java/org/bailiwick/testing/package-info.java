/** What tests stand on: the real PostgreSQL, the real Keycloak, a clock that can be moved. */
@NullMarked
package org.bailiwick.testing;

import org.jspecify.annotations.NullMarked;
