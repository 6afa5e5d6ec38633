/**
 * Sessions, identity providers, and the interceptor that asks the decision point on every route. Uses what stands before it.
 */
@NullMarked
package org.bailiwick.signin;

import org.jspecify.annotations.NullMarked;
