/**
 * What should be: templates, versions and, as the first of it, the expected scope of a tenant: {@code proposed ->
 * approved -> superseded}, or {@code refused}. A version's content never changes; one version at a time is in force.
 */
@NullMarked
package org.bailiwick.template;

import org.jspecify.annotations.NullMarked;
