package dev.connectorproxy.provider.wise;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentScheme;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.PaymentType;
import dev.connectorproxy.spi.payment.ProviderContext.Log;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.toolkit.payment.SkippedRows;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Verifies and translates the webhook deliveries of Wise.
record WebhookDeliveries(WiseApi api, WiseSignatures signatures, WiseTransfers transfers, Log log) {
    private static final int JSON_DEPTH = 64;

    /// Verifies the signature and returns the delivery's id. A test notification has no id and is not verified: it
    /// contains no event, so a forged one has no effect.
    Optional<String> verify(WebhookDelivery delivery) {
        var webhook = delivery.webhook();
        webhookKind(delivery);
        if (isTest(webhook)) {
            return Optional.empty();
        }
        var id = required(webhook, "X-Delivery-Id");
        if (!signatures.isValid(webhook.payload(), required(webhook, "X-Signature-Sha256"))) {
            throw refused("the signature is not one of this body");
        }
        return Optional.of(id);
    }

    List<WebhookEvent> translate(WebhookDelivery delivery, Call call) {
        var kind = webhookKind(delivery);
        if (isTest(delivery.webhook())) {
            return List.of();
        }
        var raw = json(delivery.webhook().payload());
        var event = JsonFields.ofRequest(raw, "event");
        if (event.string("event_type").filter(type -> !type.equals(kind.trigger())).isPresent()) {
            log.warning("wise: an event that is not of " + kind.trigger() + " is left out");
            return List.of();
        }
        var data = event.object("data").orElseThrow(() -> event.wrong("data", "an object"));
        var payment =
                switch (kind) {
                    case TRANSFER_STATE_CHANGED -> transfer(data, call);
                    case TRANSFER_PAYOUT_FAILURE -> failed(data, call);
                    case BALANCE_UPDATE -> balance(data, raw);
                };
        return payment.<WebhookEvent>map(WebhookEvent.PaymentChanged::new).stream().toList();
    }

    /// The current transfer, but with the state and the time of the event.
    private Optional<Payment> transfer(JsonFields data, Call call) {
        var id =
                data.object("resource")
                        .flatMap(it -> it.integer("id"))
                        .orElseThrow(() -> data.wrong("resource", "an object with an id"));
        return transfer(
                id, TransferMapping.status(data.requiredString("current_state")), data, call);
    }

    /// The current transfer as failed, with the reason: a payout may fail while the state of its transfer stays.
    private Optional<Payment> failed(JsonFields data, Call call) {
        var reasons = new HashMap<String, String>();
        for (var name : List.of("failure_reason_code", "failure_description")) {
            data.string(name).ifPresent(text -> reasons.put(name, text));
        }
        return transfer(data.requiredInteger("transfer_id"), PaymentStatus.FAILED, data, call)
                .map(payment -> payment.withMetadata(reasons));
    }

    private Optional<Payment> transfer(
            BigInteger id, PaymentStatus status, JsonFields data, Call call) {
        var at = WiseRow.time(data, "occurred_at");
        return transfers
                .payment(api.transfer(id, call), call)
                .map(payment ->
                        new Payment(
                                payment.parentReference(),
                                payment.reference(),
                                at,
                                payment.type(),
                                payment.amount(),
                                payment.asset(),
                                payment.scheme(),
                                status,
                                payment.sourceAccountReference(),
                                payment.destinationAccountReference(),
                                payment.metadata(),
                                payment.raw()));
    }

    private Optional<Payment> balance(JsonFields data, JsonValue raw) {
        var reference = data.string("transfer_reference").orElse("");
        if (reference.isEmpty()) {
            log.warning("wise: a balance update without a transfer reference is left out");
            return Optional.empty();
        }
        var code = data.requiredString("currency");
        if (WiseCurrency.of(code).isEmpty()) {
            new SkippedRows(log, "wise: balance update").addUnknownAsset(reference, code, raw);
        }
        return WiseCurrency.of(code)
                .map(currency -> {
                    var amount = WiseRow.minorUnits(data, "amount", currency).abs();
                    return directed(
                                    Payment.of(reference, WiseRow.time(data, "occurred_at"), raw),
                                    data)
                            .withAmount(amount, currency.toString());
                });
    }

    /// A credit is a pay-in to the balance, a debit is a payout from it.
    private static Payment directed(Payment payment, JsonFields data) {
        var balance = data.integer("balance_id").map(BigInteger::toString);
        return switch (data.requiredString("transaction_type")) {
            case "credit" ->
                    payment.as(PaymentType.PAY_IN, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER)
                            .between(Optional.empty(), balance);
            case "debit" ->
                    payment.as(PaymentType.PAYOUT, PaymentStatus.SUCCEEDED, PaymentScheme.OTHER)
                            .between(balance, Optional.empty());
            default -> throw data.wrong("transaction_type", "credit or debit");
        };
    }

    private static WebhookKind webhookKind(WebhookDelivery delivery) {
        return WebhookKind.of(delivery.config().name())
                .orElseThrow(() -> PaymentException.invalidRequest("there is no such webhook"));
    }

    private static boolean isTest(Webhook webhook) {
        return webhook.header("X-Test-Notification").filter("true"::equalsIgnoreCase).isPresent();
    }

    private static String required(Webhook webhook, String header) {
        return webhook.header(header)
                .filter(it -> !it.isBlank())
                .orElseThrow(() -> refused(header + " is missing"));
    }

    private static JsonValue json(byte[] payload) {
        try {
            return JsonText.of(payload, JSON_DEPTH)
                    .map(JsonText::value)
                    .orElseThrow(WebhookDeliveries::unreadable);
        } catch (ConnectorException _) {
            throw unreadable();
        }
    }

    private static PaymentException unreadable() {
        return PaymentException.invalidRequest("the delivery is no JSON");
    }

    private static PaymentException refused(String why) {
        return PaymentException.of(PaymentError.WEBHOOK_VERIFICATION, why);
    }
}
