package dev.connectorproxy.database.session;

import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Writes rows as JSON, a list of lists, while they arrive, and limits their number and size. Rows that are not part of
/// the result are only counted. Not thread-safe.
public final class RowsJsonWriter {
    private static final int STEP = 65_536;

    private final ResultLimits limits;
    private final int depth;
    private final Call.Memory memory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long count;
    private long reserved;

    /// @param depth the maximum depth of a value's JSON
    /// @param memory from which the bytes of the JSON are taken
    public RowsJsonWriter(ResultLimits limits, int depth, Call.Memory memory) {
        this.limits = limits;
        this.memory = memory;
        out.write('[');
        this.depth = 2 + depth; // within a row of the list of rows
    }

    /// Counts the remaining rows.
    public void countAll(ResultSet rows, ByteBudget budget) throws SQLException {
        while (rows.next()) {
            budget.refill();
            count++;
        }
    }

    /// Writes the remaining rows, after those of other results.
    ///
    /// @param budget refilled after each row
    /// @throws dev.connectorproxy.spi.ConnectorException `ResponseTooLarge`, `ProxyOverloaded`
    public void writeAll(ResultSet rows, List<? extends ColumnJson> columns, ByteBudget budget)
            throws SQLException {
        while (rows.next()) {
            if (count == limits.maxRows()) {
                throw tooLarge("rows", "max-rows", limits.maxRows());
            }
            write(count == 0 ? "[" : ",[");
            for (int i = 0; i < columns.size(); i++) {
                write((i == 0 ? "" : ",") + columns.get(i).toJson(rows, i + 1));
            }
            out.write(']');
            budget.refill();
            count++;
        }
    }

    public long count() {
        return count;
    }

    /// The list of rows. Called once, at the end.
    public Body body() {
        out.write(']');
        return new Body.Raw(
                JsonText.of(out.toByteArray(), depth)
                        .orElseThrow(() -> new IllegalStateException("not JSON")));
    }

    private void write(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (out.size() + (long) utf8.length > limits.maxBytes()) {
            throw tooLarge("bytes", "max-bytes", limits.maxBytes());
        }
        if (out.size() + (long) utf8.length > reserved) {
            long more = Math.max(STEP, utf8.length);
            memory.take(more);
            reserved += more;
        }
        out.writeBytes(utf8);
    }

    private RuntimeException tooLarge(String what, String key, int max) {
        return StatementFailure.tooLarge(
                "the result has more %s than %s.%s (%d) allows"
                        .formatted(what, limits.settings(), key, max));
    }
}
