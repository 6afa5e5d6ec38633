/**
 * The same weakness in several tenants, as one line with somebody who answers for it. What a finding could share is kept
 * with it in its own tenant (module {@code finding}); a pattern is seen only where somebody may read two of them.
 *
 * <pre>
 *   present ──fewer than two tenants──▶ ended
 *      ▲                                  │
 *      └───────── two tenants again ──────┘   it has returned; its owner and history are as they were
 * </pre>
 *
 * Owner, plan and history stand in the MSP's own tenant: no tenant learns of another.
 */
@NullMarked
package org.bailiwick.pattern;

import org.jspecify.annotations.NullMarked;
