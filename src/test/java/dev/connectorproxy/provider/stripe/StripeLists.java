package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.provider.stripe.StripeServer.Response;
import dev.connectorproxy.provider.stripe.StripeServer.Seen;
import java.util.List;
import java.util.Set;

/// What of the contract server is read only: accounts, bank accounts, balances, balance transactions.
record StripeLists(StripeWorld world) {
    private static final Set<String> PAGING =
            Set.of("limit", "starting_after", "ending_before", "expand[]");

    Response respond(Seen request) {
        if (!request.method().equals("GET")) {
            return Response.error(405, "", "no such method");
        }
        var parts = request.path().split("/");
        return switch (parts[2]) {
            case "account" -> Response.ok(StripeWorld.account(StripeWorld.ROOT, 0));
            case "balance" -> Response.ok(StripeWorld.balance());
            case "accounts" ->
                    parts.length == 3
                            ? page(request, world.accounts(), "account", Set.of())
                            : bankAccounts(request, parts[3]);
            case "balance_transactions" ->
                    parts.length == 4
                            ? transaction(world.transactions(owner(request)), parts[3])
                            : page(
                                    request,
                                    world.transactions(owner(request)),
                                    "balance transaction",
                                    Set.of());
            default -> Response.error(404, "", "Unrecognized request URL");
        };
    }

    private Response bankAccounts(Seen request, String account) {
        if (!world.accounts().has(account)) {
            return Response.error(404, "resource_missing", "No such account: " + account);
        }
        if (!request.parameter("object").equals("bank_account")) {
            return Response.error(400, "", "only bank accounts here");
        }
        return page(request, world.bankAccounts(account), "bank account", Set.of("object"));
    }

    private static Response transaction(StripeLedger ledger, String id) {
        return ledger.has(id)
                ? Response.ok(ledger.get(id, List.of("data.source")))
                : Response.error(404, "resource_missing", "No such balance transaction: " + id);
    }

    private static String owner(Seen request) {
        var account = request.header("Stripe-Account");
        return account.isEmpty() ? StripeWorld.ROOT : account;
    }

    static Response page(Seen request, StripeLedger ledger, String what, Set<String> others) {
        for (var name : request.parameters().keySet()) {
            if (!PAGING.contains(name) && !others.contains(name)) {
                return Response.error(
                        400, "parameter_unknown", "Received unknown parameter: " + name);
            }
        }
        var after = request.parameter("starting_after");
        var before = request.parameter("ending_before");
        var size = request.parameter("limit");
        int limit = size.isEmpty() ? 10 : Integer.parseInt(size);
        if (limit < 1 || limit > 100) {
            return Response.error(400, "parameter_invalid_integer", "limit must be 1 to 100");
        }
        if (!after.isEmpty() && !before.isEmpty()) {
            return Response.error(400, "", "one cursor at a time");
        }
        var cursor = after + before;
        if (!cursor.isEmpty() && !ledger.has(cursor)) {
            return Response.error(400, "resource_missing", "No such " + what + ": " + cursor);
        }
        var expand = request.parameters().getOrDefault("expand[]", List.of());
        var rows =
                before.isEmpty()
                        ? ledger.older(after, limit, expand)
                        : ledger.newer(before, limit, expand);
        return Response.ok(
                "{\"object\":\"list\",\"data\":[%s],\"has_more\":%s,\"url\":\"%s\"}"
                        .formatted(String.join(",", rows.rows()), rows.hasMore(), request.path()));
    }
}
