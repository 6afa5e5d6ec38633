/**
 * Assesses exported files without server or database: who effectively holds what, and which risks show. A program of its
 * own in the server's jar; nothing here is a bean.
 */
@NullMarked
package org.bailiwick.assess;

import org.jspecify.annotations.NullMarked;
