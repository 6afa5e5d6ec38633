package org.bailiwick.web;

import org.bailiwick.web.Access.Reach;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where the {@code type} of a problem leads: what it means and what to do, served by the product itself. */
@Controller
final class ProblemPages {
    private final ProblemDescriptions descriptions;

    ProblemPages(ProblemDescriptions descriptions) {
        this.descriptions = descriptions;
    }

    @GetMapping("/problems")
    @Access(scope = Reach.PUBLIC)
    View list() {
        return View.of("web/problems.jte", descriptions.all());
    }

    @GetMapping("/problems/{name}")
    @Access(scope = Reach.PUBLIC)
    View one(@PathVariable String name) {
        return descriptions.find(name).map(description -> View.of("web/problemDescription.jte", description))
                .orElseThrow(() -> new RefusedException(Refusal.notFound()));
    }
}
