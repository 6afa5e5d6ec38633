package org.bailiwick.evidence.control;

import org.bailiwick.authority.Permit;
import org.bailiwick.web.Access;
import org.bailiwick.web.View;
import org.bailiwick.web.VisibleTenant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/t/{tenant}/controls")
final class ControlPages {
    private final ControlMap map;
    private final ControlCatalogue catalogue;

    ControlPages(ControlMap map, ControlCatalogue catalogue) {
        this.map = map;
        this.catalogue = catalogue;
    }

    @GetMapping
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    View controls(Permit permit, VisibleTenant tenant) {
        return View.of("evidence/controls.jte", ControlsPage.of(tenant, catalogue.frameworks(), map.all(permit)));
    }

    @GetMapping("/{framework}/{control}")
    @Access(capability = "evidence.read", scope = Access.Reach.TENANT)
    View control(Permit permit, VisibleTenant tenant, @PathVariable String framework, @PathVariable String control) {
        return View.of("evidence/control.jte", new ControlPage(tenant, map.one(permit, framework, control)));
    }
}
