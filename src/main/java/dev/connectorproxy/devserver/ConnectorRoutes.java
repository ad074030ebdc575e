package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory.ConnectorRequest;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.devserver.webhook.WebhookSetups;
import dev.connectorproxy.spi.payment.PaymentJson;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;

/// The routes for connectors themselves: `/connectors` and `/connectors/{connectorId}` with `install` and `uninstall`.
record ConnectorRoutes(
        ConnectorRegistry connectors,
        ConnectorCreation creation,
        ProviderCalls calls,
        JsonBodyReader bodyReader,
        WebhookSetups webhooks,
        ChangeSaver changes,
        ConnectorDetails details)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .post("/", this::create)
                .get("/{connectorId}", this::show)
                .delete("/{connectorId}", this::delete)
                .put("/{connectorId}", this::configure)
                .post("/{connectorId}/install", this::install)
                .post("/{connectorId}/uninstall", this::uninstall);
    }

    private void list(ServerRequest request, ServerResponse response) {
        var list = connectors.all().stream().map(ConnectorInstance::toJson).toList();
        JsonResponses.send(
                response,
                JSON.createObjectBuilder()
                        .add("connectors", JSON.createArrayBuilder(list))
                        .build());
    }

    private void create(ServerRequest request, ServerResponse response) {
        var wanted =
                bodyReader.read(
                        request,
                        fields ->
                                new ConnectorRequest(
                                        fields.string("provider").orElse(""),
                                        fields.string("name").orElse(""),
                                        fields.string("connectorId").orElse(""),
                                        fields.value("config").orElse(JsonValue.NULL)));
        checkComplete(wanted);
        JsonResponses.send(response, Status.CREATED_201, creation.create(wanted).toJson());
    }

    private static void checkComplete(ConnectorRequest wanted) {
        var missing = new ArrayList<String>();
        if (wanted.provider().isBlank()) {
            missing.add("provider");
        }
        if (wanted.name().isBlank()) {
            missing.add("name");
        }
        if (wanted.config() == JsonValue.NULL) {
            missing.add("config");
        }
        if (!missing.isEmpty()) {
            throw DevServerException.badRequest(
                    "provider, name and config are required",
                    "missing: " + String.join(", ", missing));
        }
        if (wanted.config().getValueType() != ValueType.OBJECT) {
            throw DevServerException.badRequest(
                    ConnectorInstanceFactory.INSTANTIATION_FAILED, "config must be an object");
        }
    }

    private void show(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        JsonResponses.send(response, instance::mask, details.of(instance));
    }

    private void configure(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var config = bodyReader.read(request, fields -> fields.value("config"));
        if (!(config.orElse(JsonValue.NULL) instanceof JsonObject settings)) {
            throw DevServerException.badRequest("config is required", "it must be an object");
        }
        var configured = creation.configure(instance, settings);
        JsonResponses.send(response, configured::mask, details.of(configured));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var id = ConnectorPath.id(request);
        connectors.delete(id);
        changes.save();
        JsonResponses.sendNoContent(response);
    }

    private void install(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var workflow =
                calls.run(
                        ProviderCalls.Operation.of(instance, "install"),
                        call ->
                                JSON.createArrayBuilder(
                                        instance.connector().install(call).stream()
                                                .map(PaymentJson::of)
                                                .toList()));
        var body = JSON.createObjectBuilder().add("workflow", workflow).build();
        details.facts().setInstalled(instance.id(), true);
        JsonResponses.send(response, instance::mask, body);
    }

    private void uninstall(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        webhooks.uninstall(instance, bodyReader.read(request, WebhookSetups::given));
        details.facts().setInstalled(instance.id(), false);
        JsonResponses.sendNoContent(response);
    }
}
