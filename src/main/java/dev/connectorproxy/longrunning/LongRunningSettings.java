package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.longrunning.callback.CallbackSettings;
import dev.connectorproxy.longrunning.store.StoreSettings;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.toolkit.Globs;
import java.time.Duration;
import java.util.Optional;

/// Settings under `long-running:`. Without `callback.allow` no deferred call is accepted and no database opened.
///
/// @param commands globs over the ids of commands that are also offered as `<id>Async` (none)
/// @param after the run time after which a call is deferred: its caller gets 202 and later a callback (never)
/// @param deadline of a deferred command (PT1H)
/// @param running concurrent deferred commands in this process (32)
/// @param keep how long a closed invocation is kept (P7D)
/// @param idempotencyHeader whether connectors that ask for it send `Idempotency-Key` (false)
/// @param showContents whether the admin routes show arguments and results (false)
public record LongRunningSettings(
        Globs commands,
        Optional<Duration> after,
        Duration deadline,
        int running,
        Duration keep,
        boolean idempotencyHeader,
        boolean showContents,
        StoreSettings store,
        CallbackSettings callback) {
    /// @param callDeadline `limits.deadline`, of a command whose caller waits for the response
    public static LongRunningSettings create(Section section, Duration callDeadline) {
        var after =
                section.text("after").filter(text -> !text.isEmpty()).isPresent()
                        ? Optional.of(section.duration("after", callDeadline))
                        : Optional.<Duration>empty();
        if (after.filter(wait -> wait.compareTo(callDeadline) >= 0).isPresent()) {
            throw section.invalid("after", "must be less than limits.deadline, " + callDeadline);
        }
        var callback = CallbackSettings.create(section.section("callback"));
        if (after.isPresent() && callback.allow().isEmpty()) {
            throw section.invalid("after", "must go with long-running.callback.allow");
        }
        var deadline = section.duration("deadline", Duration.ofHours(1));
        if (deadline.compareTo(callDeadline) < 0) {
            throw section.invalid(
                    "deadline", "must not be less than limits.deadline, " + callDeadline);
        }
        return new LongRunningSettings(
                Globs.of(section.texts("commands")),
                after,
                deadline,
                section.number("running", 32, 1, 1_000),
                section.duration("keep", Duration.ofDays(7)),
                section.flag("idempotency-header", false),
                section.flag("show-contents", false),
                StoreSettings.create(section),
                callback);
    }

    public boolean isEnabled() {
        return !callback.allow().isEmpty();
    }

    /// Whether the command of that id is also offered as `<id>Async`.
    public boolean hasAsyncCommand(CommandId command) {
        return commands.matches(command.toString());
    }
}
