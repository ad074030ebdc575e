package dev.connectorproxy.devserver;

import static dev.connectorproxy.devserver.JsonByteWriter.ascii;

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
final class PageJsonWriter {
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
    private static final int ROW_ESTIMATE = 640;
    private static final int REST_ESTIMATE = 1_024;
    private static final int MAX_ROWS = 1_000;

    private final JsonByteWriter json;

    private PageJsonWriter(int rows) {
        this.json = new JsonByteWriter(REST_ESTIMATE + Math.min(rows, MAX_ROWS) * ROW_ESTIMATE);
    }

    /// Writes a page.
    ///
    /// @param rowsKey the key of the array of rows
    /// @param row writes one row
    static <T> FetchedPage of(
            String rowsKey,
            Fetched<T> page,
            BiConsumer<PageJsonWriter, T> row,
            List<Warning> warnings) {
        var writer = new PageJsonWriter(page.items().size());
        writer.writeRows(rowsKey, page.items(), row);
        if (page instanceof PaymentsPage payments) {
            writer.writeDeleted(payments.paymentsToDelete());
        }
        var state = writer.writeState(page.newState());
        writer.writeEnd(page.hasMore(), warnings);
        return new FetchedPage(writer.json.toByteArray(), state, page.hasMore());
    }

    /// An account or an external account.
    void account(Account account) {
        json.put('{').put(REFERENCE).string(account.reference());
        json.put(CREATED).time(account.createdAt());
        writeText(NAME, account.name());
        writeText(DEFAULT_ASSET, account.defaultAsset());
        writeMetadata(account.metadata());
        writeValue(RAW, account.raw());
        json.put('}');
    }

    void payment(Payment payment) {
        json.put(PARENT).string(payment.parentReference());
        json.put(',').put(REFERENCE).string(payment.reference());
        json.put(CREATED).time(payment.createdAt());
        json.put(TYPE).string(payment.type().protocolName());
        writeAmount(payment.amount());
        json.put(ASSET).string(payment.asset());
        json.put(SCHEME).string(payment.scheme().name());
        json.put(STATUS).string(payment.status().name());
        writeText(SOURCE, payment.sourceAccountReference());
        writeText(DESTINATION, payment.destinationAccountReference());
        writeMetadata(payment.metadata());
        writeValue(RAW, payment.raw());
        json.put('}');
    }

    void balance(Balance balance) {
        json.put(ACCOUNT).string(balance.accountReference());
        json.put(CREATED).time(balance.createdAt());
        writeAmount(balance.amount());
        json.put(ASSET).string(balance.asset()).put('}');
    }

    /// An object that only its provider can interpret.
    void other(Other other) {
        json.put(ID).string(other.id());
        json.put(OTHER).value(other.other()).put('}');
    }

    private <T> void writeRows(String key, List<T> rows, BiConsumer<PageJsonWriter, T> row) {
        json.put('{').string(key).put(':').put('[');
        for (var item : rows) {
            row.accept(this, item);
            json.put(',');
        }
        json.close(']');
    }

    private void writeDeleted(List<String> references) {
        json.put(DELETED).put('[');
        references.forEach(
                reference -> json.put('{').put(REFERENCE).string(reference).put('}').put(','));
        json.close(']');
    }

    /// Writes the state.
    ///
    /// @return its text
    private Optional<String> writeState(Optional<JsonValue> state) {
        json.put(NEW_STATE);
        int from = json.length();
        json.value(state.orElse(JsonValue.NULL));
        return state.map(_ -> checkReadable(json.textFrom(from)));
    }

    /// Parses the state once, so that a state that is nested too deep is reported as a bug of the provider now, not
    /// at the next fetch.
    private static String checkReadable(String state) {
        JsonBodyReader.parse(state);
        return state;
    }

    private void writeEnd(boolean hasMore, List<Warning> warnings) {
        json.put(HAS_MORE).bool(hasMore).put(WARNINGS).put('[');
        for (var warning : warnings) {
            json.put(INDEX).number(String.valueOf(warning.index()));
            json.put(',').put(REFERENCE).string(warning.reference());
            json.put(MESSAGE).string(warning.message()).put('}').put(',');
        }
        json.close(']').put('}').put('\n');
    }

    private void writeText(byte[] key, Optional<String> text) {
        json.put(key);
        text.ifPresentOrElse(json::string, json::nullValue);
    }

    private void writeAmount(Optional<BigInteger> amount) {
        json.put(AMOUNT);
        amount.ifPresentOrElse(value -> json.number(value), json::nullValue);
    }

    private void writeMetadata(Map<String, String> metadata) {
        json.put(METADATA);
        if (metadata.isEmpty()) {
            json.nullValue();
        } else {
            json.strings(metadata);
        }
    }

    private void writeValue(byte[] key, Optional<JsonValue> value) {
        json.put(key).value(value.orElse(JsonValue.NULL));
    }
}
