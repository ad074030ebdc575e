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

/// A page as the JSON that is answered. Its rows are what [dev.connectorproxy.spi.payment.PaymentJson] makes of them, byte
/// for byte, at a fraction of the work; but what a provider sent of a row is written as it sent it, where that is known.
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

    /// Of a row with what its provider sent of it, and of a page without rows.
    private static final int USUAL_ROW = 640;

    private static final int USUAL_REST = 1_024;
    private static final int MOST_ROWS = 1_000;

    private final JsonBytes json;

    private PageBytes(int rows) {
        this.json = new JsonBytes(USUAL_REST + Math.min(rows, MOST_ROWS) * USUAL_ROW);
    }

    /// Writes the page.
    ///
    /// @param rows the key that they come under
    /// @param row writes one of them
    static <T> FetchedPage of(
            String rows, Fetched<T> page, BiConsumer<PageBytes, T> row, List<Warning> warnings) {
        var bytes = new PageBytes(page.items().size());
        bytes.rows(rows, page.items(), row);
        if (page instanceof PaymentsPage payments) {
            bytes.deleted(payments.paymentsToDelete());
        }
        var state = bytes.state(page.newState());
        bytes.end(page.hasMore(), warnings);
        return new FetchedPage(bytes.json.toByteArray(), state, page.hasMore());
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

    /// Something only its provider knows.
    void other(Other other) {
        json.put(ID).string(other.id());
        json.put(OTHER).value(other.other()).put('}');
    }

    private <T> void rows(String key, List<T> rows, BiConsumer<PageBytes, T> row) {
        json.put('{').string(key).put(':').put('[');
        for (var it : rows) {
            row.accept(this, it);
            json.put(',');
        }
        json.close(']');
    }

    private void deleted(List<String> references) {
        json.put(DELETED).put('[');
        references.forEach(it -> json.put('{').put(REFERENCE).string(it).put('}').put(','));
        json.close(']');
    }

    /// Writes the state, and answers what was written.
    private Optional<String> state(Optional<JsonValue> state) {
        json.put(NEW_STATE);
        int from = json.length();
        json.value(state.orElse(JsonValue.NULL));
        return state.map(_ -> readable(json.since(from)));
    }

    /// A state that the next fetch could not read, because it is nested too deep, is found while its provider can be named.
    private static String readable(String state) {
        JsonBody.whole(state);
        return state;
    }

    private void end(boolean hasMore, List<Warning> warnings) {
        json.put(HAS_MORE).flag(hasMore).put(WARNINGS).put('[');
        for (var it : warnings) {
            json.put(INDEX).number(String.valueOf(it.index()));
            json.put(',').put(REFERENCE).string(it.reference());
            json.put(MESSAGE).string(it.message()).put('}').put(',');
        }
        json.close(']').put('}').put('\n');
    }

    private void text(byte[] key, Optional<String> text) {
        json.put(key);
        text.ifPresentOrElse(json::string, json::nothing);
    }

    private void amount(Optional<BigInteger> amount) {
        json.put(AMOUNT);
        amount.ifPresentOrElse(it -> json.number(it), json::nothing);
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
