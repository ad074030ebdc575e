package dev.connectorproxy.connector.postgres.sql;

import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Writes rows as JSON, a list of lists, while they arrive, and limits their number and size. Rows that are not part of
/// the result are only counted.
public final class RowsJsonWriter {
    /// The maximum depth: the list of rows, a row, and a value with its arrays and JSON.
    private static final int DEPTH = 2 + ValueJson.DEPTH;

    private final int maxRows;
    private final int maxBytes;
    private final boolean keepRows;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long count;

    public RowsJsonWriter(int maxRows, int maxBytes, boolean keepRows) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.keepRows = keepRows;
    }

    public void writeAll(ResultSet rows, ByteBudget budget) throws SQLException {
        if (!keepRows) {
            while (rows.next()) {
                budget.refill();
                count++;
            }
            return;
        }
        var columns = ValueJson.columns(rows.getMetaData());
        out.write('[');
        while (rows.next()) {
            if (count == maxRows) {
                throw SqlFailureMapping.tooLarge(
                        "the result has more rows than connectors.postgres_v2.max-rows (%d) allows"
                                .formatted(maxRows));
            }
            write(count == 0 ? "[" : ",[");
            for (int i = 0; i < columns.size(); i++) {
                write((i == 0 ? "" : ",") + columns.get(i).toJson(rows.getString(i + 1)));
            }
            out.write(']');
            budget.refill();
            count++;
        }
        out.write(']');
    }

    public long count() {
        return count;
    }

    public Body body() {
        return new Body.Raw(
                JsonText.of(out.toByteArray(), DEPTH)
                        .orElseThrow(() -> new IllegalStateException("not JSON")));
    }

    private void write(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (out.size() + (long) utf8.length > maxBytes) {
            throw SqlFailureMapping.tooLarge(
                    "the result has more bytes than connectors.postgres_v2.max-bytes (%d) allows"
                            .formatted(maxBytes));
        }
        out.writeBytes(utf8);
    }
}
