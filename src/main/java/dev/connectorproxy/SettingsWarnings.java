package dev.connectorproxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.server.TlsSettings;
import dev.connectorproxy.toolkit.Globs;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Settings that are allowed but probably not meant, one line each.
record SettingsWarnings(AllSettings settings, Collection<String> commands, Instant now) {
    private static final Duration SPIFFARENA_TIMEOUT = Duration.ofSeconds(45);
    private static final Duration RENEWAL_TIME = Duration.ofDays(14);

    static List<String> of(AllSettings settings, Catalogue catalogue, Instant now) {
        var ids =
                catalogue.commands().stream()
                        .map(RegisteredCommand::id)
                        .map(Object::toString)
                        .toList();
        return new SettingsWarnings(settings, ids, now).lines();
    }

    private List<String> lines() {
        return Stream.of(
                        deadlines(),
                        certificate(),
                        longRunning(),
                        callers(),
                        callersConnections(),
                        files(),
                        connections())
                .flatMap(Function.identity())
                .toList();
    }

    private Stream<String> deadlines() {
        var deadline = settings.limits().deadline();
        var hangup =
                "limits.deadline is %s, but SpiffArena hangs up after %s"
                        .formatted(deadline, SPIFFARENA_TIMEOUT);
        var stop = "server.shutdown-grace is below limits.deadline: a stop may cut calls off";
        return Stream.concat(
                Stream.of(hangup).filter(_ -> deadline.compareTo(SPIFFARENA_TIMEOUT) > 0),
                Stream.of(stop)
                        .filter(_ -> settings.server().shutdownGrace().compareTo(deadline) < 0));
    }

    private Stream<String> certificate() {
        return settings.tls().flatMap(TlsSettings::expiry).stream()
                .filter(expiry -> expiry.isBefore(now.plus(RENEWAL_TIME)))
                .map(expiry ->
                        "server.tls.certificate-file holds a certificate that %s %s"
                                .formatted(
                                        expiry.isBefore(now) ? "expired at" : "expires at",
                                        expiry));
    }

    private Stream<String> longRunning() {
        var longRunning = settings.longRunning();
        var ignored =
                "long-running.commands has no effect: long-running.callback.allow names no origin, so their calls are refused";
        boolean isIgnored =
                !longRunning.isEnabled()
                        && commands.stream().anyMatch(longRunning.commands()::matches);
        return Stream.concat(
                Stream.of(ignored).filter(_ -> isIgnored),
                unmatched(longRunning.commands(), "long-running.commands: %s matches no command"));
    }

    private Stream<String> callers() {
        var security = settings.security();
        return security.commandGlobs().entrySet().stream()
                .flatMap(caller -> {
                    var setting =
                            security.keyNames().contains(caller.getKey())
                                    ? "security.keys: %s of the key "
                                    : "callers[].commands: %s of the caller ";
                    return unmatched(
                            caller.getValue(), setting + caller.getKey() + " matches no command");
                });
    }

    private Stream<String> callersConnections() {
        var security = settings.security();
        var names = settings.connections().commandGlobs().keySet();
        return security.connectionGlobs().entrySet().stream()
                .flatMap(caller ->
                        caller.getValue().unmatched(names).stream()
                                .filter(glob -> !glob.equals("*"))
                                .map(glob ->
                                        "connections of the %s %s: %s matches no connection"
                                                .formatted(
                                                        security.keyNames()
                                                                        .contains(caller.getKey())
                                                                ? "key"
                                                                : "caller",
                                                        caller.getKey(),
                                                        glob)));
    }

    private Stream<String> files() {
        return settings.files().unmatched().stream()
                .map("connectors.enabled: %s matches no bundled connector"::formatted);
    }

    private Stream<String> connections() {
        var memory =
                "connections: the refresh tokens of %s are in memory only, and end with the process: there is no store, since long-running.callback.allow names no origin"
                        .formatted(String.join(", ", settings.connections().signedIn()));
        boolean inMemory =
                !settings.connections().signedIn().isEmpty() && !settings.longRunning().isEnabled();
        return Stream.concat(
                Stream.of(memory).filter(_ -> inMemory),
                settings.connections().commandGlobs().entrySet().stream()
                        .flatMap(connection ->
                                unmatched(
                                        connection.getValue(),
                                        "connections[].commands: %s of the connection "
                                                + connection.getKey()
                                                + " matches no command")));
    }

    /// A line for each glob that matches none of the commands, unless those of other proxies are not known yet.
    ///
    /// @param line with `%s` for the glob
    private Stream<String> unmatched(Globs globs, String line) {
        return settings.federation().peers().isEmpty()
                ? globs.unmatched(commands).stream().map(line::formatted)
                : Stream.empty();
    }
}
