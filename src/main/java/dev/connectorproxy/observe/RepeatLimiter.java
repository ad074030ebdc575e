package dev.connectorproxy.observe;

import dev.connectorproxy.observe.LogSettings.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Limits warnings and errors of one kind to five lines a second, and counts the others: whoever finds a request that
/// fails must not be able to fill the disk. Two lines are of one kind if they have the same logger and the same failure
/// at the same place, or else the same text. Used by one thread.
final class RepeatLimiter {
    static final int MAX_LINES = 5;
    static final int MAX_KINDS = 256;

    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int MAX_QUOTED = 200;

    private final Map<String, Window> windows =
            new LinkedHashMap<>(); // in the order of their begin

    private static final class Window {
        final LogMessage first;
        int lines;

        Window(LogMessage first) {
            this.first = first;
        }
    }

    /// Whether a line may be written. A line of another level always may.
    boolean admits(LogMessage line) {
        if (line.level() != Level.ERROR && line.level() != Level.WARNING) {
            return true;
        }
        var window = windows.get(kind(line));
        if (window == null && windows.size() == MAX_KINDS) {
            return true;
        }
        window = window == null ? new Window(line) : window;
        windows.putIfAbsent(kind(line), window);
        return ++window.lines <= MAX_LINES;
    }

    /// The lines that say how many were left out in the seconds that have ended; each once.
    List<LogMessage> ended(Instant now) {
        var counts = new ArrayList<LogMessage>();
        windows.values()
                .removeIf(window -> {
                    boolean ended = !window.first.time().plus(WINDOW).isAfter(now);
                    if (ended && window.lines > MAX_LINES) {
                        counts.add(count(window));
                    }
                    return ended;
                });
        return counts;
    }

    /// Whether [#ended] will have something to return.
    boolean isCounting() {
        return windows.values().stream().anyMatch(window -> window.lines > MAX_LINES);
    }

    private static LogMessage count(Window window) {
        var first = window.first;
        var text =
                "%d more lines like this one within a second: %s"
                        .formatted(
                                window.lines - MAX_LINES,
                                LogLine.truncated(first.text(), MAX_QUOTED));
        return new LogMessage(first.time().plus(WINDOW), first.level(), first.logger(), text, "");
    }

    /// The class of the failure and where it was thrown; the text if there is no failure.
    private static String kind(LogMessage line) {
        int place = line.exception().indexOf('\n');
        int end = line.exception().indexOf('\n', place + 1);
        var failure = line.exception().substring(0, end < 0 ? line.exception().length() : end);
        return line.logger() + '\n' + (failure.isEmpty() ? line.text() : failure);
    }
}
