package dev.connectorproxy.declarative.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// A [JSONata](https://docs.jsonata.org) expression. `$eval` is not available, and no function reaches outside. Numbers that are
/// passed on keep their digits; those that are computed are binary floating-point numbers, as JSONata has them. Thread-safe.
///
/// Instances of the library share state with others on the same thread (dashjoin/jsonata-java, issues 90 and 93), so
/// that each evaluation parses the text again, which takes some 50 µs.
public final class Expression {
    private static final Duration MAX_TIME = Duration.ofSeconds(2);

    /// On the calling thread, which may be one that a whole processor is given to until it has computed.
    private static final Duration SHORT_TIME = Duration.ofMillis(20);

    private static final int MAX_SMALL_SIZE = 64 << 10;
    private static final Pattern EVAL = Pattern.compile("\\$eval\\s*\\(");
    private static final String RAISED = "D3137"; // $error
    private static final String ASSERTED = "D3141"; // $assert

    private final String text;
    private final String place;

    private Expression(String text, String place) {
        this.text = text;
        this.place = place;
    }

    /// Parses an expression.
    ///
    /// @param place where it is defined, for messages
    /// @throws IllegalArgumentException it is not JSONata; the message has the place and the column
    public static Expression compile(String text, String place) {
        var eval = EVAL.matcher(text);
        if (eval.find()) {
            throw new IllegalArgumentException(
                    at(text, place, eval.start() + 1) + ": $eval is not available");
        }
        try {
            Jsonata.jsonata(text);
            return new Expression(text, place);
        } catch (JException e) {
            throw new IllegalArgumentException(
                    at(text, place, e.getLocation()) + ": is not JSONata: " + firstLine(e), e);
        } catch (RuntimeException | StackOverflowError e) { // the parser fails with others, too
            throw new IllegalArgumentException(place + ": is not JSONata", e);
        }
    }

    /// @param location the number of characters up to the end of what is wrong
    private static String at(String text, String place, int location) {
        int end = Math.clamp(location, 1, Math.max(1, text.length()));
        var before = text.substring(0, Math.min(end, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        int column = end - (before.lastIndexOf('\n') + 1);
        return line == 0
                ? "%s, column %d".formatted(place, column)
                : "%s, line %d, column %d".formatted(place, line + 1, column);
    }

    private static String firstLine(JException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /// The value of the expression; empty if it has none, which is not the same as null.
    ///
    /// @param size of the context, in bytes or characters
    /// @param time the maximum; it is also bounded here
    /// @throws ConnectorException `ExpressionFailed`: the evaluation failed, or exceeded a bound. The message has no value of
    ///     the context, unless `$error` or `$assert` says one
    public Optional<JsonValue> evaluate(JsonValue context, long size, Duration time) {
        var bound = time.compareTo(MAX_TIME) < 0 ? time : MAX_TIME;
        if (size <= MAX_SMALL_SIZE && SHORT_TIME.compareTo(bound) < 0) {
            var bounds = new EvaluationBounds(SHORT_TIME);
            try {
                return evaluateHere(context, bounds);
            } catch (ConnectorException e) {
                if (!bounds.isTimeOver()) {
                    throw e;
                }
            }
        }
        return ComputePool.run(
                Long.MAX_VALUE, // an expression may compute any time on little data
                () -> evaluateHere(context, new EvaluationBounds(bound)));
    }

    /// The value as a text: a string as it is, any other value in JSON; empty if there is no value, or null.
    public Optional<String> evaluateText(JsonValue context, long size, Duration time) {
        return evaluate(context, size, time)
                .filter(value -> value != JsonValue.NULL)
                .map(value ->
                        value instanceof JsonString string ? string.getString() : value.toString());
    }

    /// Whether JSONata takes the value for true, as `$boolean` does.
    public boolean holds(JsonValue context, long size, Duration time) {
        return evaluate(context, size, time).filter(Expression::isTrue).isPresent();
    }

    private static boolean isTrue(JsonValue value) {
        return value instanceof JsonArray list
                ? list.stream().anyMatch(Expression::isTrue)
                : Arguments.isTruthy(value);
    }

    private Optional<JsonValue> evaluateHere(JsonValue context, EvaluationBounds bounds) {
        try {
            var expression = Jsonata.jsonata(text);
            expression.setOutputConvertNulls(false); // so that null differs from no value
            var frame = expression.createFrame();
            bounds.applyTo(frame);
            return JavaValues.toJson(expression.evaluate(JavaValues.ofJson(context), frame));
        } catch (EvaluationBounds.ExceededException e) {
            throw failed(e.getMessage(), e);
        } catch (JException e) {
            throw failed(reason(e), e);
        } catch (RuntimeException e) {
            throw failed(bound(e).orElse("failed"), e);
        } catch (StackOverflowError e) {
            throw failed("is nested too deeply", e);
        } finally {
            release();
        }
    }

    /// The library wraps what its callbacks throw.
    private static Optional<String> bound(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EvaluationBounds.ExceededException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String reason(JException e) {
        var error = String.valueOf(e.getError());
        return error.equals(RAISED) || error.equals(ASSERTED)
                ? "failed: " + firstLine(e)
                : "failed (%s, column %d)".formatted(error, Math.max(1, e.getLocation()));
    }

    private ConnectorException failed(String reason, Throwable cause) {
        var key = place.substring(place.lastIndexOf(' ') + 1);
        return new ConnectorException(
                ErrorCode.EXPRESSION_FAILED, "the expression of " + key + " " + reason, cause);
    }

    /// The library keeps the last expression of a thread with its context: here a small one.
    private static void release() {
        if (!Thread.currentThread().isVirtual()) {
            Jsonata.jsonata("0");
        }
    }
}
