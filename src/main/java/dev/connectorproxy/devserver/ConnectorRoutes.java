package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentJson;
import dev.connectorproxy.spi.payment.PaymentReader;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/// The routes for connectors themselves: `/connectors` and `/connectors/{connectorId}` with `install` and `uninstall`.
final class ConnectorRoutes implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final Connectors connectors;
    private final Instances instances;
    private final Calls calls;
    private final JsonBody bodies;
    private final Saving saving;

    ConnectorRoutes(
            Connectors connectors,
            Instances instanceFactory,
            Calls calls,
            JsonBody bodyReader,
            Saving changeListener) {
        this.connectors = connectors;
        this.instances = instanceFactory;
        this.calls = calls;
        this.bodies = bodyReader;
        this.saving = changeListener;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .post("/", this::create)
                .get("/{connectorId}", this::show)
                .delete("/{connectorId}", this::delete)
                .post("/{connectorId}/install", this::install)
                .post("/{connectorId}/uninstall", this::uninstall);
    }

    /// The connector id in the path of the request.
    ///
    /// @throws DevServerException 400 when it is blank
    static String id(ServerRequest request) {
        var id = request.path().pathParameters().get("connectorId");
        if (id.isBlank()) {
            throw DevFailure.badRequest("connectorId is required");
        }
        return id;
    }

    private void list(ServerRequest request, ServerResponse response) {
        var list = JSON.createArrayBuilder();
        connectors.all().forEach(instance -> list.add(instance.json()));
        Answers.send(response, JSON.createObjectBuilder().add("connectors", list).build());
    }

    private void create(ServerRequest request, ServerResponse response) {
        record Body(String provider, String name, String id, Optional<JsonValue> config) {}
        var body =
                bodies.read(
                        request,
                        fields ->
                                new Body(
                                        fields.string("provider").orElse(""),
                                        fields.string("name").orElse(""),
                                        fields.string("connectorId").orElse(""),
                                        fields.value("config")));
        if (body.provider().isBlank() || body.name().isBlank() || body.config().isEmpty()) {
            throw DevFailure.badRequest("provider, name and config are required");
        }
        if (!(body.config().get() instanceof JsonObject config)) {
            throw DevFailure.badRequest(Instances.FAILED, "config must be an object");
        }
        var instance =
                instances.create(
                        new Instances.Wanted(body.provider(), body.name(), body.id(), config));
        connectors.put(instance);
        saving.changed();
        Answers.send(response, Status.CREATED_201, instance.json().toString());
    }

    private void show(ServerRequest request, ServerResponse response) {
        Answers.send(response, connectors.get(id(request)).json());
    }

    private void delete(ServerRequest request, ServerResponse response) {
        connectors.delete(id(request));
        saving.changed();
        Answers.nothing(response);
    }

    private void install(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(id(request));
        var workflow =
                calls.run(
                        new Calls.Task("install failed", instance.config().secrets()),
                        call -> {
                            var tasks = JSON.createArrayBuilder();
                            instance.connector()
                                    .install(call)
                                    .forEach(task -> tasks.add(PaymentJson.of(task)));
                            return tasks.build();
                        });
        Answers.send(response, JSON.createObjectBuilder().add("workflow", workflow).build());
    }

    private void uninstall(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(id(request));
        var webhooks =
                bodies.read(
                        request,
                        fields ->
                                fields.array("webhookConfigs").stream()
                                        .map(PaymentReader::webhookConfig)
                                        .toList());
        calls.run(
                new Calls.Task("uninstall failed", instance.config().secrets()),
                call -> {
                    instance.connector().uninstall(webhooks, call);
                    return true;
                });
        Answers.nothing(response);
    }
}
