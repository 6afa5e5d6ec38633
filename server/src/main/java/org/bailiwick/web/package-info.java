/**
 * Problem rendering, paging, page layout and the route annotation; knows no domain and no sign-in. Uses platform.
 */
@NullMarked
package org.bailiwick.web;

import org.jspecify.annotations.NullMarked;
