package dev.connectorproxy.spi.payment;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes the records that the development server returns as JSON: keys in lowerCamelCase and in a fixed order, absent values as `null`,
/// times in RFC 3339, amounts as JSON integers of any size.
public final class PaymentJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private PaymentJson() {}

    /// An account or an external account.
    public static JsonObject of(Account account) {
        return object().add("reference", account.reference())
                .add("createdAt", Times.text(account.createdAt()))
                .add("name", text(account.name()))
                .add("defaultAsset", text(account.defaultAsset()))
                .add("metadata", metadata(account.metadata()))
                .add("raw", orNull(account.raw()))
                .build();
    }

    /// A payment.
    public static JsonObject of(Payment payment) {
        return object().add("parentReference", payment.parentReference())
                .add("reference", payment.reference())
                .add("createdAt", Times.text(payment.createdAt()))
                .add("type", payment.type().protocolName())
                .add("amount", number(payment.amount()))
                .add("asset", payment.asset())
                .add("scheme", payment.scheme().name())
                .add("status", payment.status().name())
                .add("sourceAccountReference", text(payment.sourceAccountReference()))
                .add("destinationAccountReference", text(payment.destinationAccountReference()))
                .add("metadata", metadata(payment.metadata()))
                .add("raw", orNull(payment.raw()))
                .build();
    }

    /// A balance.
    public static JsonObject of(Balance balance) {
        return object().add("accountReference", balance.accountReference())
                .add("createdAt", Times.text(balance.createdAt()))
                .add("amount", number(balance.amount()))
                .add("asset", balance.asset())
                .build();
    }

    /// An object of a provider-specific kind.
    public static JsonObject of(Other other) {
        return object().add("id", other.id()).add("other", other.other()).build();
    }

    /// A task of the install tree with all tasks that follow it.
    public static JsonObject of(Task task) {
        return object().add("taskType", task.type().ordinal())
                .add("name", task.name())
                .add("periodically", task.periodically())
                .add("nextTasks", array(task.nextTasks(), PaymentJson::of))
                .build();
    }

    /// The response body of a fetch of accounts.
    public static JsonObject accounts(Page<Account> page) {
        return page("accounts", page, PaymentJson::of).build();
    }

    /// The response body of a fetch of external accounts.
    public static JsonObject externalAccounts(Page<Account> page) {
        return page("externalAccounts", page, PaymentJson::of).build();
    }

    /// The response body of a fetch of balances.
    public static JsonObject balances(Page<Balance> page) {
        return page("balances", page, PaymentJson::of).build();
    }

    /// The response body of a fetch of others.
    public static JsonObject others(Page<Other> page) {
        return page("others", page, PaymentJson::of).build();
    }

    /// The response body of a fetch of payments.
    public static JsonObject payments(PaymentsPage page) {
        var deleted =
                array(
                        page.paymentsToDelete(),
                        reference -> object().add("reference", reference).build());
        return object().add("payments", array(page.items(), PaymentJson::of))
                .add("paymentsToDelete", deleted)
                .add("newState", orNull(page.newState()))
                .add("hasMore", page.hasMore())
                .build();
    }

    private static <T> JsonObjectBuilder page(
            String key, Page<T> page, Function<T, JsonObject> row) {
        return object().add(key, array(page.items(), row))
                .add("newState", orNull(page.newState()))
                .add("hasMore", page.hasMore());
    }

    private static <T> JsonArray array(Collection<T> rows, Function<T, JsonObject> row) {
        var array = JSON.createArrayBuilder();
        rows.forEach(element -> array.add(row.apply(element)));
        return array.build();
    }

    private static JsonValue metadata(Map<String, String> metadata) {
        return metadata.isEmpty() ? JsonValue.NULL : JSON.createObjectBuilder(metadata).build();
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
    }

    private static JsonValue number(Optional<BigInteger> number) {
        return number.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
    }

    private static JsonValue orNull(Optional<JsonValue> value) {
        return value.orElse(JsonValue.NULL);
    }

    private static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }
}
