package dev.connectorproxy.devserver.generic;

import dev.connectorproxy.devserver.rows.KeptRow;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.payment.Asset;
import dev.connectorproxy.spi.payment.PaymentStatus;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kept rows of a connector as objects of the generic contract. Deleted payments, and rows without an amount or a
/// valid asset, cannot be expressed in it and are left out.
record ServedRows(RowStore rows, String connectorId) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String REFERENCE = "reference";
    private static final String CREATED_AT = "createdAt";

    /// The statuses that the contract lacks become `OTHER`.
    private static final Set<String> UNKNOWN_STATUSES =
            Set.of(PaymentStatus.AMOUNT_ADJUSTEMENT.name(), PaymentStatus.UNKNOWN.name());

    List<JsonObject> accounts() {
        return kept(FetchKind.ACCOUNTS).map(row -> account(row.toJson(), "accountName")).toList();
    }

    List<JsonObject> beneficiaries() {
        return kept(FetchKind.EXTERNAL_ACCOUNTS)
                .map(row -> account(row.toJson(), "ownerName"))
                .toList();
    }

    List<JsonObject> transactions() {
        return kept(FetchKind.PAYMENTS)
                .filter(row -> isCountable(row.toJson()))
                .map(ServedRows::transaction)
                .toList();
    }

    /// The latest balance of an account in each asset; empty if the account is not known.
    Optional<JsonObject> balances(String account) {
        var latest =
                kept(FetchKind.BALANCES)
                        .map(KeptRow::toJson)
                        .filter(row -> row.getString("accountReference").equals(account))
                        .filter(ServedRows::isCountable)
                        .collect(
                                Collectors.toMap(
                                        row -> row.getString("asset"),
                                        row -> row,
                                        ServedRows::later));
        if (latest.isEmpty() && find(account).isEmpty()) {
            return Optional.empty();
        }
        var at =
                latest.values().stream()
                        .map(row -> row.getString(CREATED_AT))
                        .max(Comparator.comparing(text -> Times.of(text).orElse(Times.ZERO)))
                        .orElse(Times.text(Times.ZERO));
        var balances = JSON.createArrayBuilder();
        latest.forEach((asset, row) ->
                balances.add(
                        JSON.createObjectBuilder()
                                .add("amount", row.get("amount").toString())
                                .add("currency", asset)));
        return Optional.of(
                JSON.createObjectBuilder()
                        .add("id", account)
                        .add("accountID", account)
                        .add("at", at)
                        .add("balances", balances)
                        .build());
    }

    /// An account, or an external account, as its page contained it.
    Optional<JsonObject> find(String reference) {
        return rows.row(connectorId, FetchKind.ACCOUNTS, reference)
                .or(() -> rows.row(connectorId, FetchKind.EXTERNAL_ACCOUNTS, reference))
                .map(KeptRow::toJson);
    }

    private Stream<KeptRow> kept(FetchKind kind) {
        return rows.all(connectorId).stream()
                .filter(row -> row.key().kind() == kind)
                .filter(row -> row.deleted().isEmpty() && row.json().length > 0);
    }

    private static JsonObject account(JsonObject row, String nameField) {
        return JSON.createObjectBuilder()
                .add("id", row.getString(REFERENCE))
                .add(nameField, row.get("name") instanceof JsonString name ? name.getString() : "")
                .add(CREATED_AT, row.getString(CREATED_AT))
                .add("metadata", row.get("metadata"))
                .build();
    }

    /// A row that came again with another content was updated when it came last.
    private static JsonObject transaction(KeptRow kept) {
        var row = kept.toJson();
        var updated = kept.previousVersions() == 0 ? kept.first() : kept.last();
        var json =
                JSON.createObjectBuilder()
                        .add("id", row.getString(REFERENCE))
                        .add("createdAt", row.getString(CREATED_AT))
                        .add("updatedAt", Times.text(updated.at()))
                        .add("currency", row.getString("asset"))
                        .add("scheme", row.getString("scheme"))
                        .add("type", type(row.getString("type")))
                        .add("status", status(row.getString("status")))
                        .add("amount", row.get("amount").toString())
                        .add("sourceAccountID", row.get("sourceAccountReference"))
                        .add("destinationAccountID", row.get("destinationAccountReference"))
                        .add("metadata", row.get("metadata"));
        var parent = row.getString("parentReference");
        return (parent.isEmpty() ? json : json.add("relatedTransactionID", parent)).build();
    }

    static String status(String status) {
        return UNKNOWN_STATUSES.contains(status) ? "OTHER" : status;
    }

    private static String type(String type) {
        return switch (type) {
            case "PAY-IN" -> "PAYIN";
            case "PAYOUT", "TRANSFER" -> type;
            default -> "OTHER";
        };
    }

    private static boolean isCountable(JsonObject row) {
        return row.getOrDefault("amount", JsonValue.NULL) instanceof JsonNumber
                && Asset.isValid(row.getString("asset"));
    }

    private static JsonObject later(JsonObject one, JsonObject other) {
        var time =
                Comparator.comparing(
                        (JsonObject row) -> Times.of(row.getString(CREATED_AT)).orElse(Times.ZERO));
        return time.compare(one, other) > 0 ? one : other;
    }
}
