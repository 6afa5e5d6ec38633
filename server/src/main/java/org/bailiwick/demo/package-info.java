/**
 * Only in the demo profile: the sample estate in a real Keycloak, personas and their sign-in links.
 */
@NullMarked
package org.bailiwick.demo;

import org.jspecify.annotations.NullMarked;
