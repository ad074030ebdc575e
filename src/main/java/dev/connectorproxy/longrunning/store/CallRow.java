package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.catalogue.DeferredCall;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/// Reads the call of an invocation from its row.
final class CallRow {
    static final String COLUMNS =
            """
            command, caller, request_id, request_id_given, traceparent, process_model, process_instance, task,
                callback_url, arguments, repeatable
            """;

    /// Exceeds the depth of every body that was accepted.
    private static final int MAX_DEPTH = 1024;

    private CallRow() {}

    /// @param row with at least [#COLUMNS]
    /// @throws PayloadCipher.DecryptionException no key decrypts the arguments
    static DeferredCall read(String id, ResultSet row, PayloadCipher cipher) throws SQLException {
        return new DeferredCall(
                row.getString("command"),
                arguments(id, row, cipher),
                row.getBoolean("repeatable"),
                new DeferredCall.Sender(
                        Optional.ofNullable(row.getString("caller")),
                        row.getString("request_id"),
                        row.getBoolean("request_id_given"),
                        Optional.ofNullable(row.getString("traceparent"))),
                new DeferredCall.Task(
                        Optional.ofNullable(row.getString("process_model")),
                        Optional.ofNullable(row.getString("process_instance")),
                        Optional.ofNullable(row.getString("task"))),
                Optional.of(row.getString("callback_url")));
    }

    /// The arguments; none if no key decrypts them.
    static Arguments readableArguments(String id, ResultSet row, PayloadCipher cipher)
            throws SQLException {
        try {
            return arguments(id, row, cipher);
        } catch (PayloadCipher.DecryptionException _) {
            return new Arguments(Map.of());
        }
    }

    private static Arguments arguments(String id, ResultSet row, PayloadCipher cipher)
            throws SQLException {
        byte[] json = cipher.decrypt(row.getBytes("arguments"), "arguments of " + id);
        return new Arguments(
                JsonText.of(json, MAX_DEPTH)
                        .orElseThrow(() -> new StoreException("arguments are no JSON", null))
                        .members());
    }
}
