package org.bailiwick.demo;

import java.util.List;
import org.bailiwick.authority.Capabilities;

/** Who the MSP's people are in the demo, and what the risk owner hands on to them in every customer. */
record SamplePeople(String username, String name, String role, List<String> inCustomers, List<String> inMsp) {
    static final SamplePeople RISK_OWNER = new SamplePeople("ruth.adler", "Ruth Adler", "risk owner", List.of(),
            List.of());

    /** What a customer's owner hands on to whoever decides beside them: all that needs a second person. */
    static final List<String> DEPUTY = List.of(Capabilities.GRANT_DECIDE, Capabilities.TENANT_READ,
            Capabilities.REGISTER_READ, Capabilities.CHANGE_READ, Capabilities.EVIDENCE_READ,
            Capabilities.SCOPE_APPROVE);

    /** What some owners hand on to the MSP's risk owner, who reads these tenants already. */
    static final List<String> DECIDING = List.of(Capabilities.GRANT_DECIDE);

    static final List<SamplePeople> DELEGATES = List.of(
            new SamplePeople("omar.haddad", "Omar Haddad", "operator",
                    List.of(Capabilities.TENANT_READ, Capabilities.REGISTER_READ, Capabilities.SNAPSHOT_REQUEST,
                            Capabilities.CHANGE_READ, Capabilities.CHANGE_EXECUTE, Capabilities.ACCOUNT_UNLOCK,
                            Capabilities.EVIDENCE_READ, Capabilities.SCOPE_PROPOSE),
                    List.of(Capabilities.TENANT_READ, Capabilities.OVERSIGHT_READ)),
            new SamplePeople("lena.fischer", "Lena Fischer", "auditor",
                    List.of(Capabilities.TENANT_READ, Capabilities.REGISTER_READ, Capabilities.CHANGE_READ,
                            Capabilities.EVIDENCE_READ),
                    List.of(Capabilities.TENANT_READ, Capabilities.EVIDENCE_READ, Capabilities.OVERSIGHT_READ)));
}
