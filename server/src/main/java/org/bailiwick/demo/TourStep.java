package org.bailiwick.demo;

import java.util.List;

/**
 * A station of the tour: as whom one stands on which page of the portal, and what is to be seen there.
 *
 * @param text what to look at and to try; says only what holds whatever was done in the demo before
 */
record TourStep(String username, String title, String page, String text) {
    private static final String RISK_OWNER = SamplePeople.RISK_OWNER.username();
    private static final String AUDITOR = "lena.fischer";
    private static final String APPROVER = "ines.moreau";
    private static final String ACME = "/t/acme-dental";

    static final List<TourStep> ALL = List.of(
            new TourStep(RISK_OWNER, "Every gap, over every customer", "/all/board",
                    "You are Ruth Adler, who answers for access risk over all customers. Worst first: each cell is the number of findings of one rule in one customer, and leads to exactly those. Where something could not be read, the cell says so; it is never a zero."),
            new TourStep(RISK_OWNER, "A technician who left", "/all/findings?rule=leaver-effective",
                    "Samuel Boateng left the MSP, and its own directory has his account disabled. Three customers never heard of it. Each finding belongs to one customer, has an owner, a date and its reasons."),
            new TourStep(RISK_OWNER, "The same person under other names", "/all/identities?q=Samuel",
                    "Open him: his accounts in every customer, what he holds there and by which path, and why these are taken for one person. A name alone is never a reason; who only resembles him is proposed below."),
            new TourStep(RISK_OWNER, "What a shared tool can reach", "/all/identities?q=rmm-agent",
                    "The MSP's remote management agent has a client of its own in every customer. A name proves nothing, so each stands by itself until a person says that they are one tool. Open one: below what it holds are those that may be the same, with the signs that speak for it. Say it of as many as you believe, and the page shows what this one tool can reach, customer by customer."),
            new TourStep(APPROVER, "The customer sees their own side", ACME,
                    "Now you are Ines Moreau of Acme Dental. She sees her tenant and no other: what the MSP may do here, by which contract, what was read and when. Try the address of another customer: it does not exist for her."),
            new TourStep(APPROVER, "What nobody agreed to", ACME + "/findings?rule=excess-access",
                    "The expected scope of Acme Dental says what each job needs; this is what people and machines hold beyond it. Luc Girard, a nurse, manages users through a role that hides it: open his finding and follow the path."),
            new TourStep(APPROVER, "Decide", ACME + "/findings?rule=excess-access&severity=critical",
                    "Open a finding, choose to revoke, give a reason and if you like a ticket. What is decided is bound to what you saw; the change is carried out under the contract, by the product or by an operator of the MSP. Choose several rows of the register to decide in bulk: above ten accounts within a day Hugo Santangelo, her second approver, has to say yes."),
            new TourStep(APPROVER, "Decided, applied, verified", ACME + "/changes",
                    "Three facts, each with its own time. The system's yes makes a change accepted; only a second, independent read makes it verified. If the right is still effective on another path, the change says so and stays open."),
            new TourStep(AUDITOR, "The record", ACME + "/evidence",
                    "You are Lena Fischer, an auditor: you read, and decide nothing. Who did what, under which authority, with which outcome; each entry has its bytes and its hash, written in the same transaction as what it records."),
            new TourStep(RISK_OWNER, "And the board again", "/all/board",
                    "What was verified is gone from the board after the next reading, and comes back as a finding of its own should the access return. Three small customers let Ruth Adler decide beside their own approver: in the list of findings over all customers she chooses theirs together. What you did is kept in the demo; sign in as anybody and go on."));
}
