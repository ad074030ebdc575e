package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.toolkit.payment.CursorWalk;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Fetches the platform's own account and the accounts connected to it. The state is `{"root_created", "timeline"}`.
///
/// @param api the client
/// @param log receives warnings about incomplete pages
record StripeAccounts(StripeApi api, ProviderContext.Log log) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String ROOT_CREATED = "root_created";

    Page<Account> fetch(FetchRequest request, Call call) {
        var accounts = new ArrayList<Account>();
        var state = request.stateFields();
        var position = StripeList.position(state);
        if (!state.flag(ROOT_CREATED)) {
            accounts.add(account(api.root(call)));
        }
        var list = new StripeList(api, ProviderRequest.get("/v1/accounts"), "account", call);
        var batch =
                CursorWalk.of(list, log, call)
                        .newestFirst(position, request.pageSize() - accounts.size());
        batch.rows().forEach(row -> accounts.add(account(row)));
        var next =
                JSON.createObjectBuilder()
                        .add(ROOT_CREATED, true)
                        .addAll(JSON.createObjectBuilder(StripeList.state(batch.next())))
                        .build();
        return Page.of(accounts, next, batch.hasMore());
    }

    private static Account account(JsonValue row) {
        var fields = JsonFields.ofResponse(row, "account");
        // Stripe may omit the creation time of a standard account; the row must still be the same
        // at every poll
        var created = StripeFields.created(fields).orElse(Instant.EPOCH);
        return new Account(
                fields.requiredString("id"),
                created,
                displayName(fields),
                fields.string("default_currency")
                        .flatMap(StripeCurrency::asset)
                        .map(Object::toString),
                fields.strings("metadata"),
                Optional.of(row));
    }

    private static Optional<String> displayName(JsonFields account) {
        return account.object("settings")
                .flatMap(it -> it.object("dashboard"))
                .flatMap(it -> it.string("display_name"))
                .filter(it -> !it.isEmpty());
    }
}
