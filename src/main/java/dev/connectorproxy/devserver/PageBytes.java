package dev.connectorproxy.devserver;

import static dev.connectorproxy.devserver.JsonBytes.ascii;

import dev.connectorproxy.spi.payment.Account;
import dev.connectorproxy.spi.payment.Balance;
import dev.connectorproxy.spi.payment.Fetched;
import dev.connectorproxy.spi.payment.Other;
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.Validation.Warning;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Writes a page as the JSON of its response. The rows are byte for byte what
/// [dev.connectorproxy.spi.payment.PaymentJson] makes of them, at a fraction of the cost, except that `raw` keeps the
/// original text of the provider where it is known.
final class PageBytes {
    private static final byte[] REFERENCE = ascii("\"reference\":");
    private static final byte[] PARENT = ascii("{\"parentReference\":");
    private static final byte[] ACCOUNT = ascii("{\"accountReference\":");
    private static final byte[] CREATED = ascii(",\"createdAt\":");
    private static final byte[] NAME = ascii(",\"name\":");
    private static final byte[] DEFAULT_ASSET = ascii(",\"defaultAsset\":");
    private static final byte[] TYPE = ascii(",\"type\":");
    private static final byte[] AMOUNT = ascii(",\"amount\":");
    private static final byte[] ASSET = ascii(",\"asset\":");
    private static final byte[] SCHEME = ascii(",\"scheme\":");
    private static final byte[] STATUS = ascii(",\"status\":");
    private static final byte[] SOURCE = ascii(",\"sourceAccountReference\":");
    private static final byte[] DESTINATION = ascii(",\"destinationAccountReference\":");
    private static final byte[] METADATA = ascii(",\"metadata\":");
    private static final byte[] RAW = ascii(",\"raw\":");
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] OTHER = ascii(",\"other\":");
    private static final byte[] DELETED = ascii(",\"paymentsToDelete\":");
    private static final byte[] NEW_STATE = ascii(",\"newState\":");
    private static final byte[] HAS_MORE = ascii(",\"hasMore\":");
    private static final byte[] WARNINGS = ascii(",\"warnings\":");
    private static final byte[] INDEX = ascii("{\"index\":");
    private static final byte[] MESSAGE = ascii(",\"message\":");

    // estimates in bytes, for the initial buffer: a row with its `raw`, and the rest of a page
    private static final int USUAL_ROW = 640;
    private static final int USUAL_REST = 1_024;
    private static final int MOST_ROWS = 1_000;

    private final JsonBytes json;

    private PageBytes(int rows) {
        this.json = new JsonBytes(USUAL_REST + Math.min(rows, MOST_ROWS) * USUAL_ROW);
    }

    /// Writes a page.
    ///
    /// @param rowsKey the key of the array of rows
    /// @param row writes one row
    static <T> FetchedPage of(
            String rowsKey, Fetched<T> page, BiConsumer<PageBytes, T> row, List<Warning> warnings) {
        var writer = new PageBytes(page.items().size());
        writer.rows(rowsKey, page.items(), row);
        if (page instanceof PaymentsPage payments) {
            writer.deleted(payments.paymentsToDelete());
        }
        var state = writer.state(page.newState());
        writer.end(page.hasMore(), warnings);
        return new FetchedPage(writer.json.toByteArray(), state, page.hasMore());
    }

    /// An account or an external account.
    void account(Account account) {
        json.put('{').put(REFERENCE).string(account.reference());
        json.put(CREATED).time(account.createdAt());
        text(NAME, account.name());
        text(DEFAULT_ASSET, account.defaultAsset());
        metadata(account.metadata());
        value(RAW, account.raw());
        json.put('}');
    }

    void payment(Payment payment) {
        json.put(PARENT).string(payment.parentReference());
        json.put(',').put(REFERENCE).string(payment.reference());
        json.put(CREATED).time(payment.createdAt());
        json.put(TYPE).string(payment.type().wireName());
        amount(payment.amount());
        json.put(ASSET).string(payment.asset());
        json.put(SCHEME).string(payment.scheme().name());
        json.put(STATUS).string(payment.status().name());
        text(SOURCE, payment.sourceAccountReference());
        text(DESTINATION, payment.destinationAccountReference());
        metadata(payment.metadata());
        value(RAW, payment.raw());
        json.put('}');
    }

    void balance(Balance balance) {
        json.put(ACCOUNT).string(balance.accountReference());
        json.put(CREATED).time(balance.createdAt());
        amount(balance.amount());
        json.put(ASSET).string(balance.asset()).put('}');
    }

    /// An object that only its provider can interpret.
    void other(Other other) {
        json.put(ID).string(other.id());
        json.put(OTHER).value(other.other()).put('}');
    }

    private <T> void rows(String key, List<T> rows, BiConsumer<PageBytes, T> row) {
        json.put('{').string(key).put(':').put('[');
        for (var item : rows) {
            row.accept(this, item);
            json.put(',');
        }
        json.close(']');
    }

    private void deleted(List<String> references) {
        json.put(DELETED).put('[');
        references.forEach(
                reference -> json.put('{').put(REFERENCE).string(reference).put('}').put(','));
        json.close(']');
    }

    /// Writes the state.
    ///
    /// @return its text
    private Optional<String> state(Optional<JsonValue> state) {
        json.put(NEW_STATE);
        int from = json.length();
        json.value(state.orElse(JsonValue.NULL));
        return state.map(_ -> readable(json.since(from)));
    }

    /// Parses the state once, so that a state that is nested too deep is reported as a bug of the provider now, not
    /// at the next fetch.
    private static String readable(String state) {
        JsonBody.whole(state);
        return state;
    }

    private void end(boolean hasMore, List<Warning> warnings) {
        json.put(HAS_MORE).flag(hasMore).put(WARNINGS).put('[');
        for (var warning : warnings) {
            json.put(INDEX).number(String.valueOf(warning.index()));
            json.put(',').put(REFERENCE).string(warning.reference());
            json.put(MESSAGE).string(warning.message()).put('}').put(',');
        }
        json.close(']').put('}').put('\n');
    }

    private void text(byte[] key, Optional<String> text) {
        json.put(key);
        text.ifPresentOrElse(json::string, json::nothing);
    }

    private void amount(Optional<BigInteger> amount) {
        json.put(AMOUNT);
        amount.ifPresentOrElse(value -> json.number(value), json::nothing);
    }

    private void metadata(Map<String, String> metadata) {
        json.put(METADATA);
        if (metadata.isEmpty()) {
            json.nothing();
        } else {
            json.strings(metadata);
        }
    }

    private void value(byte[] key, Optional<JsonValue> value) {
        json.put(key).value(value.orElse(JsonValue.NULL));
    }
}
