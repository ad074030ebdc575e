package dev.connectorproxy;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.RegisteredCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Settings that are allowed but probably not meant, one line each.
record SettingsWarnings(AllSettings settings, Collection<String> commands) {
    private static final Duration SPIFFARENA_TIMEOUT = Duration.ofSeconds(45);

    static List<String> of(AllSettings settings, Catalogue catalogue) {
        var ids =
                catalogue.commands().stream()
                        .map(RegisteredCommand::id)
                        .map(Object::toString)
                        .toList();
        return new SettingsWarnings(settings, ids).lines();
    }

    private List<String> lines() {
        var all = new ArrayList<String>();
        if (settings.limits().deadline().compareTo(SPIFFARENA_TIMEOUT) > 0) {
            all.add(
                    "limits.deadline is %s, but SpiffArena hangs up after %s"
                            .formatted(settings.limits().deadline(), SPIFFARENA_TIMEOUT));
        }
        if (settings.server().shutdownGrace().compareTo(settings.limits().deadline()) < 0) {
            all.add("server.shutdown-grace is below limits.deadline: a stop may cut calls off");
        }
        var longRunning = settings.longRunning();
        if (!longRunning.isEnabled() && commands.stream().anyMatch(this::isDeferred)) {
            all.add(
                    "long-running.commands has no effect: long-running.callback.allow names no origin, so their calls are refused");
        }
        if (settings.federation().peers().isEmpty()) { // their commands are not known yet
            longRunning
                    .commands()
                    .unmatched(commands)
                    .forEach(glob ->
                            all.add(
                                    "long-running.commands: %s matches no command"
                                            .formatted(glob)));
            settings.security()
                    .commandGlobs()
                    .forEach((key, globs) ->
                            globs.unmatched(commands)
                                    .forEach(glob ->
                                            all.add(
                                                    "security.keys: %s of the key %s matches no command"
                                                            .formatted(glob, key))));
        }
        return all;
    }

    private boolean isDeferred(String command) {
        return settings.longRunning().commands().matches(command);
    }
}
