package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Writes the records that the development server returns as JSON: keys in lowerCamelCase and in a fixed order, absent values as `null`,
/// times in RFC 3339, amounts as JSON integers of any size. Records and pages are written to a generator, without a
/// tree of them in memory.
public final class PaymentJson {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 1_000; // as the JSON reader's

    private PaymentJson() {}

    /// An account or an external account.
    public static JsonObject of(Account account) {
        return read(json -> write(account, json));
    }

    /// A payment.
    public static JsonObject of(Payment payment) {
        return read(json -> write(payment, json));
    }

    /// A balance.
    public static JsonObject of(Balance balance) {
        return read(json -> write(balance, json));
    }

    /// An order at an exchange.
    public static JsonObject of(Order order) {
        return read(json -> TradeJson.write(order, json));
    }

    /// A conversion.
    public static JsonObject of(Conversion conversion) {
        return read(json -> TradeJson.write(conversion, json));
    }

    /// An object of a provider-specific kind.
    public static JsonObject of(Other other) {
        return read(json -> write(other, json));
    }

    /// A task of the install tree with all tasks that follow it.
    public static JsonObject of(Task task) {
        return read(json -> write(task, json));
    }

    /// Writes the fields of a page of accounts into an object that was begun.
    public static void writeAccounts(Page<Account> page, JsonGenerator json) {
        writePage("accounts", page, PaymentJson::write, json);
    }

    /// Writes the fields of a page of external accounts into an object that was begun.
    public static void writeExternalAccounts(Page<Account> page, JsonGenerator json) {
        writePage("externalAccounts", page, PaymentJson::write, json);
    }

    /// Writes the fields of a page of balances into an object that was begun.
    public static void writeBalances(Page<Balance> page, JsonGenerator json) {
        writePage("balances", page, PaymentJson::write, json);
    }

    /// Writes the fields of a page of orders into an object that was begun.
    public static void writeOrders(Page<Order> page, JsonGenerator json) {
        writePage("orders", page, TradeJson::write, json);
    }

    /// Writes the fields of a page of conversions into an object that was begun.
    public static void writeConversions(Page<Conversion> page, JsonGenerator json) {
        writePage("conversions", page, TradeJson::write, json);
    }

    /// Writes the fields of a page of others into an object that was begun.
    public static void writeOthers(Page<Other> page, JsonGenerator json) {
        writePage("others", page, PaymentJson::write, json);
    }

    /// Writes the fields of a page of payments into an object that was begun.
    public static void writePayments(PaymentsPage page, JsonGenerator json) {
        writeArray("payments", page.items(), PaymentJson::write, json);
        writeArray(
                "paymentsToDelete",
                page.paymentsToDelete(),
                (reference, rows) ->
                        rows.writeStartObject().write("reference", reference).writeEnd(),
                json);
        writeRest(page, json);
    }

    private static <T> void writePage(
            String key, Page<T> page, BiConsumer<T, JsonGenerator> row, JsonGenerator json) {
        writeArray(key, page.items(), row, json);
        writeRest(page, json);
    }

    private static void writeRest(Fetched<?> page, JsonGenerator json) {
        writeValue("newState", page.newState(), json);
        json.write("hasMore", page.hasMore());
        writeArray("skipped", page.skipped(), PaymentJson::write, json);
    }

    private static void write(Account account, JsonGenerator json) {
        json.writeStartObject()
                .write("reference", account.reference())
                .write("createdAt", Times.text(account.createdAt()));
        writeText("name", account.name(), json);
        writeText("defaultAsset", account.defaultAsset(), json);
        writeMetadata(account.metadata(), json);
        writeValue("raw", account.raw(), json);
        json.writeEnd();
    }

    private static void write(Payment payment, JsonGenerator json) {
        json.writeStartObject()
                .write("parentReference", payment.parentReference())
                .write("reference", payment.reference())
                .write("createdAt", Times.text(payment.createdAt()))
                .write("type", payment.type().protocolName());
        writeInteger("amount", payment.amount(), json);
        json.write("asset", payment.asset())
                .write("scheme", payment.scheme().name())
                .write("status", payment.status().name());
        writeText("sourceAccountReference", payment.sourceAccountReference(), json);
        writeText("destinationAccountReference", payment.destinationAccountReference(), json);
        writeMetadata(payment.metadata(), json);
        writeValue("raw", payment.raw(), json);
        json.writeEnd();
    }

    private static void write(Balance balance, JsonGenerator json) {
        json.writeStartObject()
                .write("accountReference", balance.accountReference())
                .write("createdAt", Times.text(balance.createdAt()));
        writeInteger("amount", balance.amount(), json);
        json.write("asset", balance.asset()).writeEnd();
    }

    private static void write(Other other, JsonGenerator json) {
        json.writeStartObject().write("id", other.id()).write("other", other.other()).writeEnd();
    }

    private static void write(SkippedRow row, JsonGenerator json) {
        json.writeStartObject();
        writeText("reference", row.reference(), json);
        json.write("reason", row.reason().name())
                .write("message", row.message())
                .write("recoverable", row.reason().recoverable());
        writeValue("raw", row.raw(), json);
        json.writeEnd();
    }

    private static void write(Task task, JsonGenerator json) {
        json.writeStartObject()
                .write("taskType", task.type().ordinal())
                .write("name", task.name())
                .write("periodically", task.periodically());
        writeArray("nextTasks", task.nextTasks(), PaymentJson::write, json);
        json.writeEnd();
    }

    private static <T> void writeArray(
            String key, Collection<T> rows, BiConsumer<T, JsonGenerator> row, JsonGenerator json) {
        json.writeStartArray(key);
        rows.forEach(element -> row.accept(element, json));
        json.writeEnd();
    }

    static void writeMetadata(Map<String, String> metadata, JsonGenerator json) {
        if (metadata.isEmpty()) {
            json.writeNull("metadata");
            return;
        }
        json.writeStartObject("metadata");
        metadata.forEach(json::write);
        json.writeEnd();
    }

    static void writeText(String key, Optional<String> text, JsonGenerator json) {
        text.ifPresentOrElse(present -> json.write(key, present), () -> json.writeNull(key));
    }

    static void writeInteger(String key, Optional<BigInteger> number, JsonGenerator json) {
        number.ifPresentOrElse(present -> json.write(key, present), () -> json.writeNull(key));
    }

    static void writeValue(String key, Optional<JsonValue> value, JsonGenerator json) {
        json.write(key, value.orElse(JsonValue.NULL));
    }

    private static JsonObject read(Consumer<JsonGenerator> record) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            record.accept(json);
        }
        return JsonText.of(text.toString().getBytes(StandardCharsets.UTF_8), MAX_DEPTH)
                .orElseThrow(() -> new IllegalArgumentException("nested deeper than " + MAX_DEPTH))
                .exactValue()
                .asJsonObject();
    }
}
