package dev.connectorproxy.devserver.junit;

import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.capture.CapturedBody;
import dev.connectorproxy.devserver.capture.CapturedExchange;
import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.devserver.fetch.PastFetch.Failed;
import dev.connectorproxy.devserver.fetch.PastFetch.Returned;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Writes fetches for a recording, without secrets. The conformance kit reads them.
record RecordedFetchJson(SecretMask mask) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 1_010; // of a page, and of what is around it

    /// What the development server adds to a page.
    private static final Set<String> ADDED = Set.of("warnings", "call", "exchanges");

    /// The headers whose values belong to the connection, or change with each response.
    private static final Set<String> DROPPED_HEADERS =
            Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

    JsonObject of(RecordedFetch recorded) {
        var fetch = recorded.fetch();
        var request = fetch.request();
        var json =
                JSON.createObjectBuilder()
                        .add("call", fetch.call())
                        .add("at", Times.text(fetch.at()))
                        .add("kind", fetch.key().kind().path())
                        // the mask takes a name that is how a secret begins for one that was cut
                        // off
                        .add("name", mask.text(fetch.key().name() + "\n").strip())
                        .add("pageSize", request.pageSize());
        if (fetch.outcome() instanceof Failed(var error)) {
            json.add("error", error.name());
        }
        masked(data(recorded)).forEach(json::add);
        return json.build();
    }

    private static JsonObject data(RecordedFetch recorded) {
        var request = recorded.fetch().request();
        var json =
                JSON.createObjectBuilder()
                        .add("fromPayload", request.fromPayload().orElse(JsonValue.NULL))
                        .add("state", request.state().orElse(JsonValue.NULL));
        if (recorded.fetch().outcome() instanceof Returned(var body)) {
            json.add("page", page(body));
        }
        return json.add("exchanges", exchanges(recorded.exchanges())).build();
    }

    /// The JSON without secrets, in which numbers keep their digits.
    JsonObject masked(JsonObject json) {
        return read(JsonResponses.masked(JsonResponses.toBytes(json), mask));
    }

    private static JsonObject read(byte[] json) {
        return JsonText.of(json, MAX_DEPTH).orElseThrow().exactValue().asJsonObject();
    }

    private static JsonObjectBuilder page(byte[] body) {
        var page = JSON.createObjectBuilder();
        read(body)
                .forEach((name, value) -> {
                    if (!ADDED.contains(name)) {
                        page.add(name, value);
                    }
                });
        return page;
    }

    private static JsonArrayBuilder exchanges(List<CapturedExchange> exchanges) {
        var json = JSON.createArrayBuilder();
        exchanges.forEach(exchange -> json.add(exchange(exchange)));
        return json;
    }

    private static JsonObjectBuilder exchange(CapturedExchange exchange) {
        var json =
                JSON.createObjectBuilder()
                        .add("exchange", exchange.number())
                        .add("method", exchange.request().method())
                        .add("url", exchange.request().url())
                        .add("body", body(exchange.request().body()));
        return switch (exchange.outcome()) {
            case Response(var status, var headers, var body) ->
                    json.add("status", status)
                            .add("headers", headers(headers))
                            .add("responseBody", body(body));
            case Failure(var code, var message) ->
                    json.add(
                            "error",
                            JSON.createObjectBuilder().add("code", code).add("message", message));
        };
    }

    private static JsonObjectBuilder headers(List<Header> headers) {
        var byName = new LinkedHashMap<String, List<String>>();
        headers.stream()
                .filter(header -> !DROPPED_HEADERS.contains(header.name().toLowerCase(Locale.ROOT)))
                .forEach(header ->
                        byName.computeIfAbsent(header.name(), _ -> new ArrayList<>())
                                .add(header.value()));
        var json = JSON.createObjectBuilder();
        byName.forEach((name, values) -> json.add(name, JSON.createArrayBuilder(values)));
        return json;
    }

    private static JsonValue body(CapturedBody body) {
        return body.text()
                .<JsonValue>map(JSON::createValue)
                .orElseGet(() ->
                        JSON.createObjectBuilder()
                                .add("base64", Base64.getEncoder().encodeToString(body.bytes()))
                                .build());
    }
}
