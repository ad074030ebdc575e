package dev.connectorproxy.longrunning;

import dev.connectorproxy.settings.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings under `long-running:`. Without `callback.allow` no call is taken and no database opened.
///
/// @param commands globs over the ids of commands that get a twin `<id>Async` (none)
/// @param after how long a command may run before its caller is told to wait for a callback (never)
/// @param deadline of a command whose caller waits for a callback (PT1H)
/// @param running how many of them run at once in this process (32)
/// @param keep how long one that is over is kept (P7D)
/// @param idempotencyHeader whether `http` sends `Idempotency-Key` (false)
/// @param showContents whether operators are shown arguments and results (false)
public record LongRunningSettings(
        List<String> commands,
        Optional<Duration> after,
        Duration deadline,
        int running,
        Duration keep,
        boolean idempotencyHeader,
        boolean showContents,
        StoreSettings store,
        CallbackSettings callback) {
    public LongRunningSettings {
        commands = List.copyOf(commands);
    }

    /// @param patience the deadline of a command whose caller waits for the answer
    public static LongRunningSettings create(Section section, Duration patience) {
        var after =
                section.text("after").filter(it -> !it.isEmpty()).isPresent()
                        ? Optional.of(section.duration("after", patience))
                        : Optional.<Duration>empty();
        if (after.filter(it -> it.compareTo(patience) >= 0).isPresent()) {
            throw section.invalid("after", "must be less than limits.deadline, " + patience);
        }
        var callback = CallbackSettings.create(section.section("callback"));
        if (after.isPresent() && callback.allow().isEmpty()) {
            throw section.invalid("after", "must go with long-running.callback.allow");
        }
        var deadline = section.duration("deadline", Duration.ofHours(1));
        if (deadline.compareTo(patience) < 0) {
            throw section.invalid("deadline", "must not be less than limits.deadline, " + patience);
        }
        return new LongRunningSettings(
                section.texts("commands"),
                after,
                deadline,
                section.number("running", 32, 1, 1_000),
                section.duration("keep", Duration.ofDays(7)),
                section.flag("idempotency-header", false),
                section.flag("show-contents", false),
                StoreSettings.create(section),
                callback);
    }

    /// Whether any call can be taken.
    public boolean enabled() {
        return !callback.allow().isEmpty();
    }

    /// Whether the command of that id gets a twin.
    public boolean twin(String commandId) {
        return commands.stream().anyMatch(it -> matches(it, commandId));
    }

    private static boolean matches(String glob, String id) {
        return id.matches(("\\Q" + glob + "\\E").replace("*", "\\E.*\\Q"));
    }
}
