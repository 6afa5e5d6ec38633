package org.bailiwick.connector;

import java.util.TreeSet;
import org.bailiwick.web.Refusal;
import org.springframework.http.HttpStatus;

/** How a refused connection is said to whoever asked; the one switch over {@link ConnectionProblem}. */
public final class ConnectionRefusals {
    private ConnectionRefusals() {}

    public static Refusal of(ConnectionProblem problem) {
        return switch (problem) {
            case ConnectionProblem.SystemUnknown(var system, var known) -> unfit("system-unknown",
                    "system is not known",
                    "there is no connector for `%s`; use one of %s".formatted(Inert.text(system, 100), words(known)));
            case ConnectionProblem.Missing(var setting) -> unfit("connection-incomplete", "connection is not complete",
                    "`%s` is missing; give it and send it again".formatted(setting));
            case ConnectionProblem.SettingUnknown(var setting, var known) -> unfit("connection-incomplete",
                    "connection is not complete", "there is no setting `%s`; give %s".formatted(
                            Inert.text(setting, 100), words(known)));
            case ConnectionProblem.ProviderUnknown(var provider) -> unfit("provider-unknown", "provider is not known",
                    "the tenant has no sign-in provider `%s`; leave it out or give one of its own".formatted(provider));
            case ConnectionProblem.AddressUnfit(var address) -> unfit("address-unfit", "address does not fit",
                    "`%s` is not the base address of a system; give one like `https://login.example.com`"
                            .formatted(Inert.text(address, 200)));
            case ConnectionProblem.NotReplaced(var name, var finding) -> Refusal.of(HttpStatus.CONFLICT,
                    "connection-not-replaced", "the connection was left as it is",
                    "`%s` works and stays, since what was to replace it does not: %s".formatted(name, finding));
            case ConnectionProblem.NotReconnected(var name, var finding) -> Refusal.of(HttpStatus.CONFLICT,
                    "connection-not-reconnected", "the connection stays disconnected",
                    "`%s` stays disconnected, since what was given does not work: %s".formatted(name, finding));
            case ConnectionProblem.ChangedMeanwhile(var name) -> Refusal.of(HttpStatus.CONFLICT, "connection-changed",
                    "somebody else changed the connection",
                    "`%s` was disconnected or connected again while its system was asked; look at it and try again"
                            .formatted(name));
            case ConnectionProblem.ReasonMissing missing -> unfit("reason-missing", "reason is missing",
                    "say in `reason` why the system is disconnected; it stands in the record");
            case ConnectionProblem.TicketMissing missing -> unfit("ticket-missing", "ticket is missing",
                    "give the ticket that asks for it, `system` and `key`");
            case ConnectionProblem.NoSuchConnection none -> Refusal.notFound();
            case ConnectionProblem.AlreadyDisconnected(var name) -> Refusal.of(HttpStatus.CONFLICT,
                    "already-disconnected", "the system is disconnected already",
                    "`%s` is disconnected; connect it again under the same name to read it".formatted(name));
            case ConnectionProblem.InUse(var name, var why) -> Refusal.of(HttpStatus.CONFLICT, "connection-in-use",
                    "the connection is in use", "`%s` was left connected: %s".formatted(name, why));
            case ConnectionProblem.AlreadyConnected(var name) -> Refusal.of(HttpStatus.CONFLICT, "already-connected",
                    "the system is connected already",
                    "the connection `%s` leads to the same system; set that one again instead".formatted(name));
        };
    }

    private static Refusal unfit(String name, String title, String detail) {
        return Refusal.of(HttpStatus.UNPROCESSABLE_ENTITY, name, title, detail);
    }

    private static String words(Iterable<String> known) {
        var sorted = new TreeSet<String>();
        known.forEach(sorted::add);
        return "`" + String.join("`, `", sorted) + "`";
    }
}
