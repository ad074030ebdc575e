package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.SkippedRow;
import dev.connectorproxy.toolkit.Redaction;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Collects the rows that one fetch leaves out, for its page, and logs each of them. Not thread-safe.
public final class SkippedRows {
    private static final Redaction ONE_LINE = Redaction.of(List.of(), 100);

    private final ProviderContext.Log log;
    private final String label;
    private final Redaction texts;
    private final List<SkippedRow> rows = new ArrayList<>();

    /// @param label names a row in log lines, such as `transfer`
    public SkippedRows(ProviderContext.Log log, String label) {
        this(log, label, ONE_LINE);
    }

    /// @param label names a row in log lines, such as `transfer`
    /// @param texts applied to the provider's texts in messages and log lines, to remove secrets
    public SkippedRows(ProviderContext.Log log, String label, Redaction texts) {
        this.log = Objects.requireNonNull(log, "log");
        this.label = Objects.requireNonNull(label, "label");
        this.texts = Objects.requireNonNull(texts, "texts");
    }

    /// Leaves out a row. It is only logged once [#isFull()].
    public void add(SkippedRow row) {
        var name = row.reference().map(id -> label + " " + texts.of(id)).orElse(label);
        log.warning(name + " is left out: " + row.message());
        if (!isFull()) {
            rows.add(row);
        }
    }

    /// Leaves out a row in a currency that is not known.
    ///
    /// @param currency as the provider wrote it
    /// @param raw the provider's JSON of the row
    public void addUnknownAsset(String reference, String currency, JsonValue raw) {
        add(
                new SkippedRow(
                        Optional.of(reference),
                        SkippedRow.Reason.UNKNOWN_ASSET,
                        "currency not supported: " + texts.of(currency),
                        Optional.of(raw)));
    }

    /// Whether a page keeps no more of them; then a fetch should return what it has.
    public boolean isFull() {
        return rows.size() >= SkippedRow.MAX_ROWS;
    }

    /// The rows that were left out, in their order.
    public List<SkippedRow> rows() {
        return List.copyOf(rows);
    }
}
