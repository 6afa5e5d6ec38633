package org.bailiwick.evidence.control;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.Slice;
import org.bailiwick.web.VisibleTenant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tenants/{tenant}/controls")
final class ControlApi {
    private final ControlMap map;

    ControlApi(ControlMap map) {
        this.map = map;
    }

    @GetMapping
    @Operation(operationId = "listControls", summary = "Controls of NIST CSF 2.0, SP 800-207, SP 800-63B and OWASP NHI, and whether the tenant's rows show them")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    Slice<ControlJson> list(Permit permit) {
        List<ControlJson> all = map.all(permit).stream().map(each -> ControlJson.of(each, null)).toList();
        return new Slice<>(all, null);
    }

    @GetMapping("/{framework}/{control}")
    @Operation(operationId = "readControl", summary = "A control with the rows that show it, the worst first")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    ControlJson one(Permit permit, VisibleTenant tenant, @PathVariable String framework, @PathVariable String control) {
        return ControlJson.of(map.one(permit, framework, control), "/t/" + tenant.shortName());
    }
}
