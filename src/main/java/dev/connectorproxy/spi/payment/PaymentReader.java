package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/// Reads the records that a request contains from JSON: keys ignoring case, `null` counts as absent, unknown keys are
/// ignored. What [PaymentJson] wrote is read back equal. Every method throws [PaymentException] with
/// [PaymentError#INVALID_REQUEST], whose message names the field.
public final class PaymentReader {
    private PaymentReader() {}

    /// An account or an external account.
    public static Account account(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "account");
        return new Account(
                text(fields, "reference"),
                fields.time("createdAt").orElse(Times.ZERO),
                fields.string("name"),
                fields.string("defaultAsset"),
                fields.strings("metadata"),
                fields.value("raw"));
    }

    /// A webhook as it was created.
    public static WebhookConfig webhookConfig(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "webhook config");
        return new WebhookConfig(
                text(fields, "name"), text(fields, "urlPath"), fields.strings("metadata"));
    }

    /// A payment initiation. Only [PaymentInitiation#check()] tells whether it can be executed.
    ///
    /// @param now the time of an order without `createdAt`
    public static PaymentInitiation initiation(JsonFields fields, Instant now) {
        return new PaymentInitiation(
                text(fields, "reference"),
                fields.time("createdAt").orElse(now),
                text(fields, "description"),
                fields.value("sourceAccount").map(PaymentReader::account),
                fields.value("destinationAccount").map(PaymentReader::account),
                fields.integer("amount").orElse(BigInteger.ZERO),
                text(fields, "asset"),
                fields.strings("metadata"));
    }

    /// A payment reversal. `amount` and `asset` are those of the order if they are absent.
    ///
    /// @param known the order to reverse, if the request need not contain it as `relatedPaymentInitiation`
    /// @param now the time of an order without `createdAt`
    public static PaymentReversal reversal(
            JsonFields fields, Optional<PaymentInitiation> known, Instant now) {
        var related =
                fields.object("relatedPaymentInitiation")
                        .map(order -> initiation(order, now))
                        .or(() -> known)
                        .orElseThrow(() -> fields.wrong("relatedPaymentInitiation", "an object"));
        return new PaymentReversal(
                text(fields, "reference"),
                fields.time("createdAt").orElse(now),
                text(fields, "description"),
                related,
                fields.integer("amount").orElseGet(related::amount),
                fields.string("asset").orElseGet(related::asset),
                fields.strings("metadata"));
    }

    /// A bank account.
    ///
    /// @param now the time of a bank account without `createdAt`
    public static BankAccount bankAccount(JsonFields fields, Instant now) {
        return new BankAccount(
                text(fields, "id"),
                fields.time("createdAt").orElse(now),
                text(fields, "name"),
                fields.string("accountNumber"),
                fields.string("iban"),
                fields.string("swiftBicCode"),
                fields.string("country"),
                fields.strings("metadata"));
    }

    private static String text(JsonFields fields, String name) {
        return fields.string(name).orElse("");
    }
}
