/**
 * Keycloak's realm exports, read from files: the offline way in. Whatever a file does not tell is not known.
 */
@NamedInterface("realmexport")
@NullMarked
package org.bailiwick.connector.realmexport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
