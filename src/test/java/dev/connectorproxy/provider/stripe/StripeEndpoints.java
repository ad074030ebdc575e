package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.provider.stripe.StripeServer.Response;
import dev.connectorproxy.provider.stripe.StripeServer.Seen;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Webhook endpoints at the contract server. The secret is only in the response to the creation.
record StripeEndpoints(StripeLedger ledger, Map<String, String> urls, AtomicInteger numbers) {
    StripeEndpoints() {
        this(
                new StripeLedger("we_none_", 0, (_, _) -> ""),
                new ConcurrentHashMap<>(),
                new AtomicInteger());
    }

    Response respond(Seen request) {
        var parts = request.path().split("/");
        return switch (request.method()) {
            case "GET" -> StripeLists.page(request, ledger, "webhook endpoint", Set.of());
            case "POST" -> parts.length == 3 ? created(request) : updated(request, parts[3]);
            case "DELETE" -> deleted(parts[3]);
            default -> Response.error(405, "", "no such method");
        };
    }

    static String secret(String id) {
        return "whsec_of_" + id;
    }

    private Response created(Seen request) {
        var id = "we_" + numbers.incrementAndGet();
        var url = request.parameter("url");
        urls.put(id, url);
        ledger.add(id, endpoint(id, url, ""));
        return Response.ok(endpoint(id, url, ",\"secret\":\"" + secret(id) + "\""));
    }

    private Response updated(Seen request, String id) {
        if (!ledger.has(id)) {
            return Response.error(404, "resource_missing", "No such webhook endpoint: " + id);
        }
        return request.parameters().containsKey("connect")
                ? Response.error(400, "parameter_unknown", "Received unknown parameter: connect")
                : Response.ok(endpoint(id, urls.get(id), ""));
    }

    private Response deleted(String id) {
        if (!ledger.has(id)) {
            return Response.error(404, "resource_missing", "No such webhook endpoint: " + id);
        }
        ledger.delete(id);
        return Response.ok("{\"id\":\"" + id + "\",\"deleted\":true}");
    }

    private static String endpoint(String id, String url, String more) {
        return "{\"id\":\"%s\",\"object\":\"webhook_endpoint\",\"enabled_events\":[\"balance.available\"],\"url\":\"%s\"%s}"
                .formatted(id, url, more);
    }
}
