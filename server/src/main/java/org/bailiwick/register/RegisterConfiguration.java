package org.bailiwick.register;

import org.bailiwick.platform.Transactions;
import org.bailiwick.web.Cursors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the register, besides its controllers, that stand on the web module. */
@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {
    @Bean
    RegisterLists registerLists(Transactions transactions, Register register, GrantStore grants,
            IdentityStore identities, Cursors cursors) {
        return new RegisterLists(transactions, register, grants, identities, cursors);
    }

    @Bean
    ProposalLists proposalLists(Transactions transactions, OversightLooks looks, FindProposals find,
            Cursors cursors) {
        return new ProposalLists(transactions, looks, find, cursors);
    }

    @Bean
    OversightLists oversightLists(Oversight oversight, Cursors cursors) {
        return new OversightLists(oversight, cursors);
    }
}
