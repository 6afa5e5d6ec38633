package org.bailiwick.finding;

import org.bailiwick.platform.Transactions;
import org.bailiwick.register.OversightLooks;
import org.bailiwick.web.Cursors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the module, besides its controllers, that stand on the web module. */
@Configuration(proxyBeanMethods = false)
class FindingConfiguration {
    @Bean
    FindingLists findingLists(Transactions transactions, FindingReadStore store, OversightLooks looks,
            Cursors cursors) {
        return new FindingLists(transactions, store, looks, cursors);
    }

    @Bean
    BoardLists boardLists(Board board, Cursors cursors) {
        return new BoardLists(board, cursors);
    }
}
