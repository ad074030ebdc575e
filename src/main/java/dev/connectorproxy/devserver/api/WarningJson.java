package dev.connectorproxy.devserver.api;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.Page;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.PollStatus;
import dev.connectorproxy.spi.payment.Validation;
import dev.connectorproxy.spi.payment.Validation.Warning;
import dev.connectorproxy.spi.payment.WebhookEvent;
import jakarta.json.JsonArray;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/// The warnings in responses, and what is wrong with a single record.
public final class WarningJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private WarningJson() {}

    public static JsonArray of(List<Warning> warnings) {
        var array = JSON.createArrayBuilder();
        for (var warning : warnings) {
            array.add(
                    JSON.createObjectBuilder()
                            .add("index", warning.index())
                            .add("reference", warning.reference())
                            .add("message", warning.message()));
        }
        return array.build();
    }

    public static List<Warning> of(Payment payment) {
        return Validation.payments(
                FetchRequest.first(1),
                new PaymentsPage(List.of(payment), List.of(), Optional.empty(), false));
    }

    public static List<Warning> of(Account account) {
        return Validation.accounts(FetchRequest.first(1), Page.whole(List.of(account)));
    }

    public static List<Warning> of(Initiated initiated) {
        return switch (initiated) {
            case Initiated.Done(var payment) -> of(payment);
            case Initiated.Polling(_) -> List.of();
        };
    }

    public static List<Warning> of(PollStatus status) {
        return switch (status) {
            case PollStatus.Done(var payment) -> of(payment);
            case PollStatus.Failed(_), PollStatus.Pending() -> List.of();
        };
    }

    public static List<Warning> of(WebhookEvent event) {
        return switch (event) {
            case WebhookEvent.AccountChanged(var account) -> of(account);
            case WebhookEvent.ExternalAccountChanged(var account) -> of(account);
            case WebhookEvent.PaymentChanged(var payment) -> of(payment);
            case WebhookEvent.BalanceChanged(var balance) ->
                    Validation.balances(FetchRequest.first(1), Page.whole(List.of(balance)));
            case WebhookEvent.PaymentDeleted(_), WebhookEvent.PaymentCancelled(_) -> List.of();
        };
    }
}
