package org.bailiwick.register;

import java.util.List;

/**
 * Identities that wait for a word.
 *
 * @param all how many there are, of which these are a page
 * @param more whether so many resemble each other that not all could be looked at
 * @param notRead how many tenants of one's scope may not be read, so that nothing of them is here
 */
public record ProposalsPage(List<Proposal> proposals, int all, boolean more, long notRead, boolean maySay,
        Pager pager) {
    public ProposalsPage {
        proposals = List.copyOf(proposals);
    }
}
