package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;

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

    private static String text(JsonFields fields, String name) {
        return fields.string(name).orElse("");
    }
}
