package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Times;
import dev.connectorproxy.toolkit.payment.CursorWalk;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Fetches the bank accounts of a connected account. The state is `{"timeline"}`. The platform's own account has none.
record StripeBankAccounts(StripeApi api, ProviderContext context) {
    Page<Account> fetch(FetchRequest request, Call call) {
        var parent = request.account();
        var position = StripeList.position(request.stateFields());
        if (AccountHeader.isRoot(parent.reference(), api, call)) {
            return Page.whole(List.of());
        }
        var batch =
                CursorWalk.of(list(parent.reference(), call), context.log(), call)
                        .newestFirst(position, request.pageSize());
        return Page.of(
                batch.rows().stream().map(it -> account(it, parent)).toList(),
                StripeList.state(batch.next()),
                batch.hasMore());
    }

    private StripeList list(String account, Call call) {
        var request =
                ProviderRequest.get("/v1/accounts/{}/external_accounts", account)
                        .query("object", "bank_account");
        return new StripeList(api, request, "bank account", call);
    }

    private Account account(JsonValue row, Account parent) {
        var fields = JsonFields.ofResponse(row, "bank account");
        if (fields.value("account").isEmpty()) {
            throw fields.wrong("account", "the account it belongs to");
        }
        return new Account(
                fields.requiredString("id"),
                created(fields, parent),
                Optional.empty(),
                fields.string("currency").flatMap(StripeCurrency::asset).map(Object::toString),
                fields.strings("metadata"),
                Optional.of(row));
    }

    /// Stripe has no creation time of a bank account, so it gets that of the account it belongs to.
    private Instant created(JsonFields row, Account parent) {
        return StripeFields.expanded(row, "account")
                .flatMap(StripeFields::created)
                .or(() -> Optional.of(parent.createdAt()).filter(it -> !it.equals(Times.ZERO)))
                .orElseGet(() -> context.clock().instant());
    }
}
