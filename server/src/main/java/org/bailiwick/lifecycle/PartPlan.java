package org.bailiwick.lifecycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bailiwick.proof.CanonicalJson;
import org.bailiwick.proof.Json;

/** Which accounts of one tenant are disabled and which direct memberships taken away. Public ids alone, no names. */
record PartPlan(List<OfAccount> accounts) {
    static final PartPlan NOTHING = new PartPlan(List.of());

    PartPlan {
        accounts = accounts.stream().sorted(Comparator.comparing(OfAccount::account)).toList();
    }

    /** @param grants public ids of direct grants */
    record OfAccount(UUID account, boolean disable, List<UUID> grants) {
        OfAccount {
            grants = grants.stream().sorted().toList();
        }

        boolean empty() {
            return !disable && grants.isEmpty();
        }
    }

    boolean empty() {
        return accounts.isEmpty();
    }

    Set<UUID> accountIds() {
        return accounts.stream().map(OfAccount::account).collect(Collectors.toUnmodifiableSet());
    }

    PartPlan without(Set<UUID> known) {
        return new PartPlan(accounts.stream().filter(each -> !known.contains(each.account())).toList());
    }

    PartPlan and(PartPlan other) {
        var merged = new LinkedHashMap<UUID, OfAccount>();
        Stream.concat(accounts.stream(), other.accounts.stream())
                .forEach(each -> merged.merge(each.account(), each, PartPlan::both));
        return new PartPlan(List.copyOf(merged.values()));
    }

    /** What both name. */
    PartPlan common(PartPlan other) {
        return with(other, (mine, theirs) -> new OfAccount(mine.account(), mine.disable() && theirs.disable(),
                mine.grants().stream().filter(theirs.grants()::contains).toList()));
    }

    /** What the other does not name. */
    PartPlan minus(PartPlan other) {
        return with(other, (mine, theirs) -> new OfAccount(mine.account(), mine.disable() && !theirs.disable(),
                mine.grants().stream().filter(grant -> !theirs.grants().contains(grant)).toList()));
    }

    private PartPlan with(PartPlan other, BinaryOperator<OfAccount> each) {
        var theirs = other.accounts.stream().collect(Collectors.toMap(OfAccount::account, plan -> plan));
        return new PartPlan(accounts.stream()
                .map(mine -> each.apply(mine, theirs.getOrDefault(mine.account(), new OfAccount(mine.account(), false,
                        List.of()))))
                .filter(plan -> !plan.empty()).toList());
    }

    private static OfAccount both(OfAccount one, OfAccount other) {
        var grants = new TreeSet<>(one.grants());
        grants.addAll(other.grants());
        return new OfAccount(one.account(), one.disable() || other.disable(), List.copyOf(grants));
    }

    Json json() {
        return Json.object().put("accounts", Json.array(accounts.stream().map(each -> Json.object()
                .put("account", each.account().toString()).put("disable", each.disable())
                .put("grants", Json.array(each.grants().stream().map(id -> Json.text(id.toString())).toList())).build())
                .toList())).build();
    }

    String text() {
        return new String(CanonicalJson.bytes(json()), StandardCharsets.UTF_8);
    }

    /** What an approval in the tenant is bound to. */
    String hash() {
        return hash(json());
    }

    /** SHA-256 of the canonical form, hexadecimal. */
    static String hash(Json shown) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(shown)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    static PartPlan parse(String stored) {
        var accounts = new ArrayList<OfAccount>();
        for (var each : items(Json.parse(stored.getBytes(StandardCharsets.UTF_8)), "accounts")) {
            accounts.add(new OfAccount(UUID.fromString(each.textAt("account").orElseThrow()),
                    each.at("disable").filter(Json.bool(true)::equals).isPresent(),
                    items(each, "grants").stream().map(id -> UUID.fromString(((Json.Text) id).value())).toList()));
        }
        return new PartPlan(accounts);
    }

    private static List<Json> items(Json value, String name) {
        return value.at(name).orElse(Json.array()) instanceof Json.Arr array ? array.items() : List.of();
    }
}
