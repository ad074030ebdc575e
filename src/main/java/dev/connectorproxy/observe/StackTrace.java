package dev.connectorproxy.observe;

import dev.connectorproxy.spi.ConnectorException;

/// The stack trace of a failure as text: classes and frames up to a limit, without messages. A message may quote what
/// a caller or a target sent; only that of a [ConnectorException] is known to be safe.
final class StackTrace {
    static final int MAX_LENGTH = 12_288;

    private static final int MAX_CAUSES = 4;
    private static final int MAX_FRAMES = 24;

    private StackTrace() {}

    static String of(Throwable failure) {
        var out = new StringBuilder(2_048);
        append(out, failure);
        var cause = failure.getCause();
        for (var i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            append(out.append("\nCaused by: "), cause);
        }
        return LogLine.truncated(out.toString(), MAX_LENGTH);
    }

    private static void append(StringBuilder out, Throwable failure) {
        out.append(failure.getClass().getName());
        if (failure instanceof ConnectorException known) {
            out.append(": ").append(LogLine.truncated(known.getMessage(), 512));
        }
        var frames = failure.getStackTrace();
        for (var i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
            out.append("\n\tat ").append(frames[i]);
        }
        if (frames.length > MAX_FRAMES) {
            out.append("\n\t... ").append(frames.length - MAX_FRAMES).append(" more");
        }
    }
}
