package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Failures of the driver and the server, told as psycopg tells them.
final class SqlFailure {
    /// Before every message of a failed statement.
    static final String PREFIX = "Error executing sql statement: ";

    private static final String OPERATIONAL = "OperationalError";
    private static final int UNAVAILABLE = 503;
    private static final int PERMANENT = 422;
    private static final int LONGEST = 4_000;
    private static final Pattern PLACE = Pattern.compile("\\$([0-9]{1,5})");

    private SqlFailure() {}

    /// No server could be reached.
    static ConnectorException unreachable(String why, Throwable... cause) {
        return new ConnectorException(
                OPERATIONAL, UNAVAILABLE, PREFIX + why, cause.length == 0 ? null : cause[0]);
    }

    /// The deadline passed.
    static ConnectorException late() {
        return new ConnectorException(
                ErrorCode.READ_TIMEOUT,
                PREFIX + "it did not end within the deadline, and was cancelled");
    }

    /// The answer is beyond one of its bounds.
    static ConnectorException tooLarge(String why) {
        return new ConnectorException(ErrorCode.RESPONSE_TOO_LARGE, PREFIX + why);
    }

    /// Whether another server of the same target may do what this one did not.
    static boolean isElsewhereBetter(SQLException e) {
        return serverMessage(e).isEmpty() || state(e).equals("57P03");
    }

    /// No connection came about.
    static ConnectorException connecting(SQLException e, String host, int port) {
        var where = "connection to server at \"%s\", port %d failed: ".formatted(host, port);
        var server = serverMessage(e);
        if (server.isPresent()) {
            return new ConnectorException(
                    OPERATIONAL,
                    SqlStates.status(state(e)),
                    PREFIX + where + server.get().getSeverity() + ":  " + text(server.get()),
                    e);
        }
        if (plain(e).contains("password")) {
            return new ConnectorException(
                    OPERATIONAL, 401, PREFIX + where + "no password supplied", e);
        }
        if (cause(e, SSLException.class).isPresent() || isRefusedByUs(e)) {
            var why = cause(e, SSLException.class).map(Throwable::getMessage).orElse(plain(e));
            return new ConnectorException(
                    OPERATIONAL, ErrorCode.SSL_ERROR.status(), PREFIX + where + why, e);
        }
        var why =
                cause(e, SocketTimeoutException.class)
                        .map(_ -> "timeout expired")
                        .orElseGet(() -> plain(e));
        return new ConnectorException(OPERATIONAL, UNAVAILABLE, PREFIX + where + why, e);
    }

    /// A statement failed.
    static ConnectorException executing(SQLException failure) {
        var e = failure instanceof BatchUpdateException batch ? first(batch) : failure;
        var server = serverMessage(e);
        if (server.isPresent()) {
            return new ConnectorException(
                    SqlStates.name(state(e)),
                    SqlStates.status(state(e)),
                    PREFIX + text(server.get()),
                    e);
        }
        if (plain(e).contains("maxResultBuffer")
                || cause(e, ByteBudget.Exhausted.class).isPresent()) {
            return tooLarge("the result is larger than connectors.postgres_v2.max-bytes allows");
        }
        if (state(e).startsWith("08")) {
            return new ConnectorException(
                    OPERATIONAL,
                    UNAVAILABLE,
                    PREFIX + "the server closed the connection unexpectedly",
                    e);
        }
        return new ConnectorException(
                SqlStates.name(state(e)), SqlStates.status(state(e)), PREFIX + plain(e), e);
    }

    /// Whether the server cancelled the statement, at the driver's or its own wish.
    static boolean isCancelled(SQLException e) {
        return state(e).equals("57014");
    }

    /// Which of the bound values, counted from 1, the server finds no type for; 0 for none.
    static int untyped(SQLException e) {
        if (!state(e).equals("42P18")) {
            return 0;
        }
        return serverMessage(e)
                .map(it -> PLACE.matcher(String.valueOf(it.getMessage())))
                .filter(Matcher::find)
                .map(it -> Integer.parseInt(it.group(1)))
                .orElse(0);
    }

    /// Whether the connection is of no more use.
    static boolean isBroken(SQLException e) {
        return state(e).startsWith("08");
    }

    /// The SQLSTATE, or `XX000`.
    static String state(SQLException e) {
        var state = e.getSQLState();
        return state == null || state.isEmpty() ? "XX000" : state;
    }

    /// TLS or an authentication method that one side wants and the other does not: it will be the same next time.
    private static boolean isRefusedByUs(SQLException e) {
        return state(e).equals("08004")
                || state(e).equals("28000")
                || state(e).equals("08P01")
                || plain(e).contains("could not be verified");
    }

    private static SQLException first(BatchUpdateException batch) {
        return batch.getNextException() == null ? batch : batch.getNextException();
    }

    private static Optional<ServerErrorMessage> serverMessage(SQLException e) {
        return e instanceof PSQLException told
                ? Optional.ofNullable(told.getServerErrorMessage())
                : Optional.empty();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
        for (var it = e; it != null; it = it.getCause()) {
            if (type.isInstance(it)) {
                return Optional.of(type.cast(it));
            }
        }
        return Optional.empty();
    }

    private static String plain(SQLException e) {
        var cause = e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
        var text = String.valueOf(e.getMessage());
        return bounded(text.startsWith("The connection attempt failed") ? cause : text);
    }

    private static String text(ServerErrorMessage message) {
        var text = new StringBuilder(String.valueOf(message.getMessage()));
        if (message.getPosition() > 0) {
            text.append(" (at character ").append(message.getPosition()).append(')');
        }
        line(text, "DETAIL", message.getDetail());
        line(text, "HINT", message.getHint());
        line(text, "CONTEXT", message.getWhere());
        return bounded(text.toString());
    }

    private static void line(StringBuilder text, String name, String value) {
        if (value != null && !value.isEmpty()) {
            text.append('\n').append(name).append(":  ").append(value);
        }
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
