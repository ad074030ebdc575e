package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a row is found by among those of its connector: a balance by its account, asset and time, an object of the kind
/// `others` by its name and id, every other row by its reference.
///
/// @param text the reference; or the parts joined with `|`, in which `%` and `|` are `%25` and `%7C`
public record RowKey(FetchKind kind, String text) {
    public RowKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /// The key of a row as its page contains it.
    ///
    /// @param name of the kind `others`: which of them
    static RowKey of(FetchKind kind, String name, JsonText row) {
        return new RowKey(
                kind,
                switch (kind) {
                    case BALANCES ->
                            joined(
                                    field(row, "accountReference"),
                                    field(row, "asset"),
                                    field(row, "createdAt"));
                    case OTHERS -> joined(name, field(row, "id"));
                    default -> field(row, "reference");
                });
    }

    /// The key of a payment that was deleted.
    static RowKey ofPayment(String reference) {
        return new RowKey(FetchKind.PAYMENTS, reference);
    }

    /// The text of a field; an empty string if it is absent or no text.
    static String field(JsonObject row, String name) {
        return text(row.get(name));
    }

    /// Likewise, of a row that is a whole text.
    static String field(JsonText row, String name) {
        return row.member(name).map(JsonText::value).map(RowKey::text).orElse("");
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : "";
    }

    private static String joined(String... parts) {
        return Arrays.stream(parts)
                .map(part -> part.replace("%", "%25").replace("|", "%7C"))
                .collect(Collectors.joining("|"));
    }
}
