package dev.connectorproxy.devserver.schema;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.RecordedConnector;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.spi.ComputePool;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/// The routes of schemas: `/connectors/{connectorId}/schemas`, with their `baseline` and the comparison with it.
public record SchemaRoutes(
        RecordedConnectors connectors,
        ExchangeHistory exchanges,
        SchemaBaselines baselines,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String SCHEMAS = "/connectors/{connectorId}/schemas";
    private static final int MANY_BYTES = 1 << 20; // parsing them computes for long

    @Override
    public void routing(HttpRules rules) {
        rules.get(SCHEMAS, this::show)
                .get(SCHEMAS + "/baseline", this::showBaseline)
                .post(SCHEMAS + "/baseline", this::createBaseline)
                .put(SCHEMAS + "/baseline", this::importBaseline)
                .get(SCHEMAS + "/compare", this::compare);
    }

    private void show(ServerRequest request, ServerResponse response) {
        JsonResponses.send(response, current(instance(request)));
    }

    private void showBaseline(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        JsonResponses.send(response, instance::mask, baselines.get(instance.id()));
    }

    private void createBaseline(ServerRequest request, ServerResponse response) {
        keep(response, instance(request), current(instance(request)));
    }

    private void importBaseline(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var schemas =
                bodyReader.read(
                        request,
                        fields -> fields.value("schemas").orElse(JsonValue.EMPTY_JSON_ARRAY));
        var document = JSON.createObjectBuilder().add("version", 1).add("schemas", schemas).build();
        keep(response, instance, instance.masked(document));
    }

    private void keep(ServerResponse response, RecordedConnector instance, JsonObject document) {
        baselines.put(instance.id(), document);
        connectors.checkExists(instance.id());
        JsonResponses.send(response, instance::mask, document);
    }

    private void compare(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var comparison = SchemaBaselines.compare(baselines.get(instance.id()), current(instance));
        JsonResponses.send(response, instance::mask, comparison);
    }

    /// The schemas of what is kept now, with secrets masked.
    private JsonObject current(RecordedConnector instance) {
        var all = exchanges.newestFirst(instance.id());
        return instance.masked(ComputePool.run(MANY_BYTES, () -> SchemaInference.infer(all)));
    }

    private RecordedConnector instance(ServerRequest request) {
        return connectors.get(ConnectorPath.id(request));
    }
}
