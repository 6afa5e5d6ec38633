/**
 * What starts and stops everything the product runs on: the embedded PostgreSQL, the demo's Keycloak and the server. Plain
 * Java, because it must run before anything of the product can; tests of other modules use the same two classes.
 */
@NullMarked
package org.bailiwick.launcher;

import org.jspecify.annotations.NullMarked;
