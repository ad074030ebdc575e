package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;

/// Shows exchanges as JSON, with their secrets: to be masked before it is sent.
public final class ExchangeJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ExchangeJson() {}

    /// An exchange without headers and bodies.
    public static JsonObject summary(CapturedExchange exchange) {
        return summaryBuilder(exchange).build();
    }

    /// A whole exchange.
    public static JsonObject whole(CapturedExchange exchange) {
        var request = exchange.request();
        return summaryBuilder(exchange)
                .add("request", message(request.headers(), request.body()))
                .add(
                        "response",
                        switch (exchange.outcome()) {
                            case Response response ->
                                    message(response.headers(), response.body()).build();
                            case Failure _ -> JsonValue.NULL;
                        })
                .build();
    }

    private static JsonObjectBuilder summaryBuilder(CapturedExchange exchange) {
        var head = exchange.head();
        var cause = head.cause();
        var json =
                JSON.createObjectBuilder()
                        .add("exchange", head.number())
                        .add("at", Times.text(head.at()))
                        .add("call", number(head.call()))
                        .add("operation", cause.operation())
                        .add("payload", cause.payload())
                        .add("origin", number(cause.origin()))
                        .add("attempt", head.attempt())
                        .add("method", exchange.request().method())
                        .add("url", exchange.request().url())
                        .add("requestBytes", exchange.request().body().length());
        addOutcome(json, exchange.outcome());
        return json.add("millis", exchange.duration().toMillis());
    }

    private static void addOutcome(JsonObjectBuilder json, CapturedExchange.Outcome outcome) {
        switch (outcome) {
            case Response(var status, _, var body) ->
                    json.add("status", status).add("responseBytes", body.length()).addNull("error");
            case Failure(var code, var message) ->
                    json.addNull("status")
                            .add("responseBytes", 0)
                            .add(
                                    "error",
                                    JSON.createObjectBuilder()
                                            .add("code", code)
                                            .add("message", message));
        }
    }

    private static JsonObjectBuilder message(List<Header> headers, CapturedBody body) {
        return JSON.createObjectBuilder()
                .add("headers", headers(headers))
                .add("body", body(body))
                .add("truncated", body.isTruncated());
    }

    private static JsonObjectBuilder headers(List<Header> headers) {
        var byName = new LinkedHashMap<String, List<String>>();
        headers.forEach(header ->
                byName.computeIfAbsent(header.name(), _ -> new ArrayList<>()).add(header.value()));
        var json = JSON.createObjectBuilder();
        byName.forEach((name, values) -> json.add(name, JSON.createArrayBuilder(values)));
        return json;
    }

    /// A text, an object with the `base64` of what is not UTF-8, or `null` for an empty body.
    static JsonValue body(CapturedBody body) {
        if (body.length() == 0) {
            return JsonValue.NULL;
        }
        return body.text()
                .<JsonValue>map(JSON::createValue)
                .orElseGet(() ->
                        JSON.createObjectBuilder()
                                .add("base64", Base64.getEncoder().encodeToString(body.bytes()))
                                .build());
    }

    private static JsonValue number(long number) {
        return number == 0 ? JsonValue.NULL : JSON.createValue(number);
    }
}
