package org.bailiwick.signin;

/** The tenants of the route matrix: the one that is asked for, the one nobody may learn of through it, and the MSP. */
enum MatrixTenant {
    ASKED, OTHER, MSP
}
