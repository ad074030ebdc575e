package dev.connectorproxy.declarative.expression;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// The bounds of one evaluation, checked before and after each step. A single function of JSONata, such as the search of a
/// regular expression, is one step. Used by one thread.
final class EvaluationBounds {
    private static final int MAX_DEPTH = 250;
    private static final int MAX_TEXT = 16 << 20; // characters
    private static final int MAX_LIST = 1_000_000;

    private final long deadline;
    private int depth;

    EvaluationBounds(Duration time) {
        this.deadline = System.nanoTime() + time.toNanos();
    }

    void applyTo(Jsonata.Frame frame) {
        frame.setEvaluateEntryCallback((_, _, _) -> enter());
        frame.setEvaluateExitCallback((_, _, _, result) -> leave(result));
        frame.bind("eval", (Object) null);
        frame.bind("pad", Jsonata.function("pad", EvaluationBounds::pad, "<s-ns?:s>"));
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new ExceededException("is nested too deeply");
        }
        if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
            throw new ExceededException("takes too long");
        }
    }

    private void leave(Object result) {
        depth--;
        if (result instanceof String text && text.length() > MAX_TEXT
                || result instanceof Collection<?> list && list.size() > MAX_LIST) {
            throw tooLarge();
        }
    }

    private static String pad(List<?> arguments) {
        if (arguments.get(1) instanceof Number width && Math.abs(width.doubleValue()) > MAX_TEXT) {
            throw tooLarge();
        }
        return Functions.pad(
                (String) arguments.get(0),
                (Number) arguments.get(1),
                arguments.size() > 2 ? (String) arguments.get(2) : null);
    }

    static ExceededException tooLarge() {
        return new ExceededException("has too large a value");
    }

    /// A bound is exceeded.
    static final class ExceededException extends RuntimeException {
        ExceededException(String message) {
            super(message, null, false, false);
        }
    }
}
