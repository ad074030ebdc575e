package dev.connectorproxy.declarative.expression;

import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Collection;

/// The bounds of one evaluation, checked before and after each step, and while a regular expression is searched for. Every other
/// function of JSONata is one step. Used by one thread.
final class EvaluationBounds {
    /// The length of a text, in characters.
    static final int MAX_TEXT = 16 << 20;

    private static final int MAX_DEPTH = 250;
    private static final int MAX_LIST = 1_000_000;
    private static final int READS_MASK = (1 << 12) - 1;

    private final long deadline;
    private int depth;
    private int reads;
    private boolean timeOver;

    EvaluationBounds(Duration time) {
        this.deadline = System.nanoTime() + time.toNanos();
    }

    void applyTo(Jsonata.Frame frame) {
        frame.setEvaluateEntryCallback((symbol, _, _) -> {
            enter();
            BoundedRegex.replaceIn(symbol, this);
        });
        frame.setEvaluateExitCallback((_, _, _, result) -> leave(result));
        frame.bind("eval", (Object) null);
        BoundedFunctions.bindTo(frame);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new ExceededException("is nested too deeply");
        }
        requireTime();
    }

    /// A character is read in a search.
    ///
    /// @throws ExceededException see [#requireTime()]
    void read() {
        if ((++reads & READS_MASK) == 0) {
            requireTime();
        }
    }

    /// @throws ExceededException the time is over, or nobody waits for the result any longer
    void requireTime() {
        if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
            timeOver = true;
            throw new ExceededException("takes too long");
        }
    }

    /// Whether that was thrown.
    boolean isTimeOver() {
        return timeOver;
    }

    private void leave(Object result) {
        depth--;
        if (result instanceof String text && text.length() > MAX_TEXT
                || result instanceof Collection<?> list && list.size() > MAX_LIST) {
            throw tooLarge();
        }
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
