package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came of one reload, while it is written. Used by one thread.
final class ReloadReport {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final long number;
    private final String source;
    private final boolean automatic;
    private final Instant startedAt;
    private final List<JsonObject> connectors = new ArrayList<>();

    /// @param automatic whether a change of the files has caused it, not a request
    ReloadReport(long number, String source, boolean automatic, Instant startedAt) {
        this.number = number;
        this.source = source;
        this.automatic = automatic;
        this.startedAt = startedAt;
    }

    long number() {
        return number;
    }

    String source() {
        return source;
    }

    /// @param problem why the new code cannot create the connector
    /// @param pages the comparisons of its pages
    void add(ConnectorInstance instance, Optional<JsonObject> problem, List<JsonObject> pages) {
        connectors.add(
                JSON.createObjectBuilder(instance.toJson())
                        .add("error", problem.<JsonValue>map(one -> one).orElse(JsonValue.NULL))
                        .add("pages", JSON.createArrayBuilder(pages))
                        .build());
    }

    /// @param providers the names of those in use now
    /// @param failure why the files were not loaded, and the former code stays in use
    JsonObject json(List<String> providers, Optional<JsonObject> failure, Instant endedAt) {
        return JSON.createObjectBuilder()
                .add("reload", number)
                .add("source", source)
                .add("automatic", automatic)
                .add("startedAt", Times.text(startedAt))
                .add("millis", endedAt.toEpochMilli() - startedAt.toEpochMilli())
                .add("providers", JSON.createArrayBuilder(providers))
                .add("error", failure.<JsonValue>map(one -> one).orElse(JsonValue.NULL))
                .add("connectors", JSON.createArrayBuilder(connectors))
                .build();
    }
}
