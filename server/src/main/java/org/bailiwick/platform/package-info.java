/**
 * What everything stands on: ids, time, the one class that opens a transaction, durable work, secrets at rest.
 * Uses no other module.
 */
@NullMarked
package org.bailiwick.platform;

import org.jspecify.annotations.NullMarked;
