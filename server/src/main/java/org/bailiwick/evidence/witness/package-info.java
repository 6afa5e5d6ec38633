/** Who witnesses the log of all tenants' heads: registered and removed by the MSP, shown to everybody who reads a log. */
@NullMarked
package org.bailiwick.evidence.witness;

import org.jspecify.annotations.NullMarked;
