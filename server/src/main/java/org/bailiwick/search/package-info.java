/**
 * Finds by name what a person may see: in one tenant, or over the tenants they may see with the look on record first.
 * Nothing is kept here; the modules below write the keys that are searched. Uses platform, web, authority, register.
 */
@NullMarked
package org.bailiwick.search;

import org.jspecify.annotations.NullMarked;
