package dev.connectorproxy.devserver.webhook;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.WebhookSetup;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The routes of the webhooks of a connector: `/connectors/{connectorId}/webhooks`, with their deliveries.
public record WebhookRoutes(
        ConnectorRegistry connectors,
        WebhookSetups setups,
        Deliveries deliveries,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String WEBHOOKS = "/connectors/{connectorId}/webhooks";

    @Override
    public void routing(HttpRules rules) {
        rules.get(WEBHOOKS, this::list)
                .post(WEBHOOKS, this::create)
                .put(WEBHOOKS, this::set)
                .delete(WEBHOOKS, this::delete)
                .get(WEBHOOKS + "/deliveries", this::listDeliveries)
                .get(WEBHOOKS + "/deliveries/{delivery}", this::showDelivery)
                .post(WEBHOOKS + "/deliveries/{delivery}/{action}", this::repeatDelivery);
    }

    private void list(ServerRequest request, ServerResponse response) {
        sendWebhooks(response, instance(request));
    }

    private void sendWebhooks(ServerResponse response, ConnectorInstance instance) {
        send(response, instance, "webhooks", WebhookSetups.toJson(setups.configs(instance)));
    }

    private static void send(
            ServerResponse response, ConnectorInstance instance, String name, JsonValue value) {
        JsonResponses.send(
                response, instance::mask, JSON.createObjectBuilder().add(name, value).build());
    }

    private void create(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var base = receiverUrl(request, instance);
        var setup =
                bodyReader.read(
                        request,
                        fields ->
                                new WebhookSetup(
                                        fields.value("fromPayload"),
                                        instance.id(),
                                        fields.string("webhookBaseUrl").orElse(base)));
        JsonResponses.send(response, instance::mask, setups.create(instance, setup));
    }

    private void set(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var configs = bodyReader.read(request, WebhookSetups::given);
        setups.set(instance, configs);
        sendWebhooks(response, instance);
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        if (!setups.configs(instance).isEmpty()) {
            setups.uninstall(instance, List.of());
        }
        JsonResponses.sendNoContent(response);
    }

    private void listDeliveries(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var rows = JSON.createArrayBuilder();
        deliveries
                .history()
                .all(instance.id())
                .forEach(delivery -> rows.add(JsonBodyReader.parse(delivery.summary())));
        send(response, instance, "deliveries", rows.build());
    }

    private void showDelivery(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        JsonResponses.send(
                response, Status.OK_200, instance.masked(delivery(request, instance).shown()));
    }

    private void repeatDelivery(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var origin = delivery(request, instance);
        var action =
                DeliveryAction.of(request.path().pathParameters().get("action"))
                        .orElseThrow(() -> DevServerException.notFound("action not found"));
        var payload = bodyReader.read(request, WebhookRoutes::payload);
        var rows = JSON.createArrayBuilder();
        deliveries
                .repeat(instance, origin, action, payload)
                .forEach(delivery -> rows.add(JsonBodyReader.parse(delivery.shown())));
        send(response, instance, "deliveries", rows.build());
    }

    private PastDelivery delivery(ServerRequest request, ConnectorInstance instance) {
        var number = request.path().pathParameters().get("delivery");
        return Optional.of(number)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .flatMap(key -> deliveries.history().get(instance.id(), key))
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "delivery not found", "the oldest ones are dropped"));
    }

    /// The `payload` of a body: a text, or JSON as it is written there.
    private static Optional<byte[]> payload(JsonFields fields) {
        return fields.value("payload")
                .map(value ->
                        value instanceof JsonString text ? text.getString() : value.toString())
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /// The base URL under which [WebhookReceiver] listens, with the address that the caller uses.
    private static String receiverUrl(ServerRequest request, ConnectorInstance instance) {
        return "http://%s/webhooks/%s"
                .formatted(
                        request.headers().first(HeaderNames.HOST).orElse("localhost"),
                        instance.id());
    }

    private ConnectorInstance instance(ServerRequest request) {
        return connectors.get(ConnectorPath.id(request));
    }
}
