package org.bailiwick.demo.estate;

import java.util.List;

/** The MSP and its people, as its file says it. */
record Staff(String name, String realm, String domain, List<Member> people) {
    record Member(String username, String name, String job) {
        Name fullName() {
            return Name.of(name);
        }
    }

    List<Member> withJob(String job) {
        return people.stream().filter(member -> member.job().equals(job)).toList();
    }

    Member named(String username) {
        return people.stream().filter(member -> member.username().equals(username)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody of the MSP is `%s`".formatted(username)));
    }

    String mail(Member member) {
        return member.username() + "@" + domain;
    }
}
