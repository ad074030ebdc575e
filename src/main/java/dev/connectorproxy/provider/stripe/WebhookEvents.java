package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import java.util.List;
import java.util.Optional;

/// Verifies and translates the events that Stripe delivers. Only `balance.available` is translated.
///
/// @param balances parses the amounts
record WebhookEvents(StripeBalances balances, ProviderContext context) {
    private static final int JSON_DEPTH = 512;

    /// Checks the signature of a delivery, and returns the id of its event, which is the same if it is sent again.
    Optional<String> verify(WebhookDelivery delivery) {
        var webhook = delivery.webhook();
        StripeSignature.of(webhook)
                .check(webhook.payload(), secret(delivery), context.clock().instant());
        return Optional.of(event(delivery).requiredString("id"));
    }

    /// The delivery with the signature of its body at the present time.
    Webhook sign(WebhookDelivery delivery) {
        return StripeSignature.sign(
                delivery.webhook(), secret(delivery), context.clock().instant());
    }

    /// The balances in an event.
    List<WebhookEvent> translate(WebhookDelivery delivery) {
        var event = event(delivery);
        if (!event.requiredString("type").equals(WebhookEndpoints.BALANCE_AVAILABLE)) {
            return List.of();
        }
        var balance =
                event.object("data")
                        .flatMap(it -> it.object("object"))
                        .orElseThrow(() -> event.wrong("data", "a balance"));
        var at =
                StripeFields.created(event)
                        .orElseThrow(() -> event.wrong("created", "a Unix time"));
        return balances
                .available(balance, account(event, delivery), at, balances.skippedRows())
                .stream()
                .<WebhookEvent>map(WebhookEvent.BalanceChanged::new)
                .toList();
    }

    /// The account of an event; only events of connected accounts contain it.
    private static String account(JsonFields event, WebhookDelivery delivery) {
        var root = delivery.config().metadata().get(WebhookEndpoints.RELATED_ACCOUNT);
        return event.string("account")
                .filter(it -> !it.isEmpty())
                .or(() -> Optional.ofNullable(root))
                .orElseThrow(() -> event.wrong("account", "the account it is about"));
    }

    private static String secret(WebhookDelivery delivery) {
        return delivery.config().metadata().getOrDefault(WebhookEndpoints.SECRET, "");
    }

    private static JsonFields event(WebhookDelivery delivery) {
        try {
            return JsonText.of(delivery.webhook().payload(), JSON_DEPTH)
                    .map(text -> JsonFields.ofRequest(text.value(), "event"))
                    .orElseThrow(() -> PaymentException.invalidRequest("the event is no JSON"));
        } catch (ConnectorException e) {
            throw PaymentException.invalidRequest(
                    e.getMessage()); // a number with more digits than the JSON library reads
        }
    }
}
