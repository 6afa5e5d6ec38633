/**
 * Ends the access of the service provider's own people who leave, over all tenants: a case in the MSP's own tenant, and in
 * each tenant concerned a request of its own that knows of no other. Orders changes; nothing is over before it is read.
 */
@NullMarked
package org.bailiwick.lifecycle;

import org.jspecify.annotations.NullMarked;
