package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.toolkit.Redaction;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the code of a provider threw, or where it hung, for its author: the message, the line of their own code, the
/// call that led to it, the stack trace and the causes. Secrets are masked in all of it, also in the names of classes.
///
/// @param method the method of the SPI with its arguments; empty where it is not known
public record ExceptionReport(Throwable thrown, String method, SecretMask mask) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_CAUSES = 4;
    private static final Redaction LINE = Redaction.of(List.of(), 2_000);
    private static final String SPI = "dev.connectorproxy.spi.";

    public static ExceptionReport of(Throwable thrown, SecretMask mask) {
        return thrown instanceof ProviderBugException bug
                ? new ExceptionReport(bug.getCause(), bug.method(), mask)
                : new ExceptionReport(thrown, "", mask);
    }

    /// The `exception` of an error response.
    ///
    /// @param trace of the call that failed
    public JsonObject json(CallTrace trace) {
        return json().add("call", trace.number())
                .add("exchanges", JSON.createArrayBuilder(trace.exchanges()))
                .build();
    }

    private JsonObjectBuilder json() {
        var causes = JSON.createArrayBuilder();
        causes().forEach(cause -> causes.add(head(cause)));
        return head(thrown)
                .add("method", text(Optional.of(method).filter(it -> !it.isEmpty())))
                .add("hint", text(hint()))
                .add("trace", trace(thrown))
                .add("causes", causes);
    }

    /// The class of the exception and its message, in one line.
    public String summary() {
        return masked(String.valueOf(thrown));
    }

    /// The [#summary], where it happened, and in which call.
    String line() {
        return summary()
                + at(thrown).map(frame -> ", at " + frame).orElse("")
                + (method.isEmpty() ? "" : ", in " + masked(method));
    }

    /// The stack trace for the log.
    ///
    /// @param messages whether to include those of the exceptions
    String trace(boolean messages) {
        var all = new ArrayList<Throwable>(List.of(thrown));
        all.addAll(causes());
        return all.stream()
                .map(one -> trace(one, messages))
                .collect(Collectors.joining("\nCaused by: "));
    }

    private String trace(Throwable one, boolean messages) {
        var head = masked(messages ? one.toString() : one.getClass().getName());
        return AuthorFrames.of(one.getStackTrace()).shown().stream()
                .map(frame -> "\n\tat " + masked(AuthorFrames.text(frame)))
                .collect(Collectors.joining("", head, ""));
    }

    private JsonObjectBuilder head(Throwable one) {
        return JSON.createObjectBuilder()
                .add("type", masked(one.getClass().getName()))
                .add("message", text(Optional.ofNullable(one.getMessage())))
                .add("at", text(at(one)));
    }

    private JsonArrayBuilder trace(Throwable one) {
        var trace = JSON.createArrayBuilder();
        AuthorFrames.of(one.getStackTrace())
                .shown()
                .forEach(frame -> trace.add(masked(AuthorFrames.text(frame))));
        return trace;
    }

    private List<Throwable> causes() {
        var causes = new ArrayList<Throwable>();
        for (var cause = thrown.getCause();
                cause != null && causes.size() < MAX_CAUSES;
                cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private Optional<String> at(Throwable one) {
        return AuthorFrames.of(one.getStackTrace()).own().map(AuthorFrames::text).map(this::masked);
    }

    private Optional<String> hint() {
        return switch (thrown) {
            case IncompatibleClassChangeError error
                    when String.valueOf(error.getMessage()).replace('/', '.').contains(SPI) ->
                    Optional.of(
                            "the provider was compiled against another version of connector-proxy-spi.jar; compile it again");
            case LinkageError _ ->
                    Optional.of(
                            "a class is missing or does not fit; a plugin sees the JDK, the SPI and its own jars only");
            default -> Optional.empty();
        };
    }

    private JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(one -> JSON.createValue(masked(one))).orElse(JsonValue.NULL);
    }

    private String masked(String text) {
        return LINE.of(mask.text(text));
    }
}
