package dev.connectorproxy.devserver.webhook;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.WebhookRegistry;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.Webhook.BasicAuth;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The receiver of webhooks, `/webhooks/{connectorId}/…` with the path of the webhook. The same checks as for all other
/// routes apply to it: it is not open to the network, see [DevAccessFilter].
public record WebhookReceiver(
        ConnectorRegistry connectors,
        WebhookRegistry webhooks,
        Deliveries deliveries,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String BASIC = "basic ";

    @Override
    public void routing(HttpRules rules) {
        rules.post("/webhooks/{connectorId}/{+urlPath}", this::receive);
    }

    private void receive(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var path = "/" + request.path().pathParameters().get("urlPath");
        var config =
                webhooks.find(instance.id(), path)
                        .orElseThrow(() ->
                                DevServerException.notFound(
                                        "webhook not found",
                                        instance.mask().text("no webhook has the path " + path)));
        var webhook = webhook(request, bodyReader.readBytes(request));
        var delivery = deliveries.receive(instance, new WebhookDelivery(config, webhook));
        JsonResponses.send(
                response, JSON.createObjectBuilder().add("delivery", delivery.number()).build());
    }

    private static Webhook webhook(ServerRequest request, byte[] body) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        request.headers()
                .forEach(header ->
                        headers.computeIfAbsent(header.name(), _ -> new ArrayList<>())
                                .addAll(header.allValues()));
        headers.remove(CallerAuthenticator.HEADER); // ours, not the provider's
        return new Webhook(basicAuth(request), query(request), headers, body);
    }

    private static Map<String, List<String>> query(ServerRequest request) {
        return request.query().isEmpty() ? Map.of() : request.query().toMap();
    }

    private static Optional<BasicAuth> basicAuth(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .flatMap(value -> credentials(value.substring(BASIC.length()).strip()));
    }

    private static Optional<BasicAuth> credentials(String base64) {
        try {
            var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new BasicAuth(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
