package dev.connectorproxy.devserver.timeline;

import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.connector.CallListener.EndedCall;
import dev.connectorproxy.devserver.connector.CallTrace.PageCounts;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Something that a connector did. Contains secrets, which are masked where it is shown. Immutable.
sealed interface Activity {
    int OVERHEAD = 300;
    JsonProvider JSON = JsonProvider.provider();

    Instant at();

    /// The number of the provider's call; 0 for none.
    long call();

    String type();

    /// What is special to this type.
    JsonObjectBuilder details();

    /// About how many bytes it takes.
    long size();

    static Activity of(EndedCall ended, Instant startedAt) {
        var trace = ended.trace();
        return new ProviderCall(
                startedAt,
                trace.number(),
                trace.cause().operation(),
                trace.input(),
                trace.page(),
                trace.requests(),
                trace.retries(),
                ended.time(),
                ended.failure().map(DevErrorHandler::body));
    }

    /// A call of a provider.
    ///
    /// @param input what it was asked with, or its beginning; empty if that is not known
    /// @param error the body of the error response
    record ProviderCall(
            Instant at,
            long call,
            String operation,
            String input,
            Optional<PageCounts> output,
            int requests,
            int retries,
            Duration time,
            Optional<JsonObject> error)
            implements Activity {
        @Override
        public String type() {
            return "call";
        }

        @Override
        public JsonObjectBuilder details() {
            return JSON.createObjectBuilder()
                    .add("operation", operation)
                    .add("input", input)
                    .add("output", output.<JsonValue>map(ProviderCall::json).orElse(JsonValue.NULL))
                    .add("requests", requests)
                    .add("retries", retries)
                    .add("millis", time.toMillis())
                    .add("error", error.<JsonValue>map(body -> body).orElse(JsonValue.NULL));
        }

        private static JsonObject json(PageCounts page) {
            return JSON.createObjectBuilder()
                    .add("rows", page.rows())
                    .add("skipped", page.skipped())
                    .add("bytes", page.bytes())
                    .build();
        }

        @Override
        public long size() {
            return OVERHEAD
                    + 2L * (input.length() + error.map(body -> body.toString().length()).orElse(0));
        }
    }

    /// A line that the provider logged.
    record LogLine(Instant at, long call, String message) implements Activity {
        @Override
        public String type() {
            return "log";
        }

        @Override
        public JsonObjectBuilder details() {
            return JSON.createObjectBuilder().add("message", message);
        }

        @Override
        public long size() {
            return OVERHEAD + 2L * message.length();
        }
    }
}
