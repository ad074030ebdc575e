package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.provider.stripe.StripeServer.Response;
import dev.connectorproxy.provider.stripe.StripeServer.Seen;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Transfers, payouts and reversals at the contract server. A repeated idempotency key returns the previous response,
/// and is refused for another order.
record FakeStripeOrders(StripeWorld world, Map<String, Kept> kept, AtomicInteger numbers) {
    record Kept(String order, Response response) {}

    FakeStripeOrders(StripeWorld world) {
        this(world, new ConcurrentHashMap<>(), new AtomicInteger());
    }

    Response respond(Seen request) {
        var key = request.header("Idempotency-Key");
        var order = request.path() + request.parameters();
        if (key.isEmpty()) {
            return made(request);
        }
        var previous = kept.computeIfAbsent(key, _ -> new Kept(order, made(request)));
        return previous.order().equals(order)
                ? previous.response()
                : Response.error(
                        400, "idempotency_error", "", "Keys for idempotent requests differ");
    }

    private Response made(Seen request) {
        if (!request.method().equals("POST")) {
            return Response.error(405, "", "no such method");
        }
        var parts = request.path().split("/");
        if (parts.length == 5) {
            return reversed(request, parts[3]);
        }
        var missing = missing(request, "amount", "currency", "destination");
        if (!missing.isEmpty()) {
            return Response.error(400, "parameter_missing", "Missing required param: " + missing);
        }
        boolean transfer = parts[2].equals("transfers");
        int n = numbers.incrementAndGet();
        var transaction = "txn_order_" + n;
        return Response.ok(
                "{\"id\":\"%s%d\",\"object\":\"%s\",\"amount\":%s,\"balance_transaction\":%s,\"created\":1700000000,\"currency\":\"%s\",\"destination\":\"%s\",\"metadata\":{%s},\"status\":\"pending\",\"type\":\"bank_account\"}"
                        .formatted(
                                transfer ? "tr_order_" : "po_order_",
                                n,
                                transfer ? "transfer" : "payout",
                                request.parameter("amount"),
                                expanded(request, transaction),
                                request.parameter("currency"),
                                request.parameter("destination"),
                                metadata(request)));
    }

    private Response reversed(Seen request, String transfer) {
        if (!transfer.startsWith("tr_")) {
            return Response.error(404, "resource_missing", "No such transfer: " + transfer);
        }
        int n = numbers.incrementAndGet();
        return Response.ok(
                "{\"id\":\"trr_order_%d\",\"object\":\"transfer_reversal\",\"amount\":%s,\"balance_transaction\":%s,\"created\":1700000000,\"currency\":\"usd\",\"metadata\":{},\"transfer\":{\"id\":\"%s\",\"balance_transaction\":{\"id\":\"txn_of_%s\"},\"destination\":\"acct_9\"}}"
                        .formatted(
                                n,
                                request.parameter("amount"),
                                expanded(request, "txn_order_" + n),
                                transfer,
                                transfer));
    }

    private static String expanded(Seen request, String transaction) {
        return request.parameter("expand[0]").equals("balance_transaction")
                ? "{\"id\":\"" + transaction + "\",\"object\":\"balance_transaction\"}"
                : "\"" + transaction + "\"";
    }

    private static String metadata(Seen request) {
        var fields = new StringJoiner(",");
        request.parameters()
                .forEach((name, values) -> {
                    if (name.startsWith("metadata[")) {
                        fields.add(
                                "\""
                                        + name.substring(9, name.length() - 1)
                                        + "\":\""
                                        + values.getFirst()
                                        + "\"");
                    }
                });
        return fields.toString();
    }

    private static String missing(Seen request, String... names) {
        for (var name : names) {
            if (request.parameter(name).isEmpty()) {
                return name;
            }
        }
        return "";
    }
}
