/**
 * Audit packs: a period of a tenant's record as one file that proves itself (ADR 6). Asked for, built as durable work,
 * entered in the log, checked, and built again byte for byte whenever it is fetched.
 */
@NullMarked
package org.bailiwick.evidence.pack;

import org.jspecify.annotations.NullMarked;
