package org.bailiwick.demo;

/**
 * A customer of the sample MSP.
 *
 * @param shortName how the portal's addresses name it
 * @param realm its realm in the demo's Keycloak; deliberately another name
 * @param approver the username of the person who owns the tenant side
 */
record SampleTenant(String shortName, String name, String realm, String approver, String approverName) {}
