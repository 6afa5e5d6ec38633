/**
 * The way into a Keycloak realm, by its admin API and a confidential client with a service account.
 */
@NullMarked
package org.bailiwick.connector.keycloak;

import org.jspecify.annotations.NullMarked;
