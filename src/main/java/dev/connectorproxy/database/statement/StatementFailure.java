package dev.connectorproxy.database.statement;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.List;

/// The failures of a statement that do not depend on the kind of database.
public final class StatementFailure {
    /// The prefix of every message of a failed statement.
    public static final String PREFIX = "Error executing sql statement: ";

    /// The code of a failed connection: psycopg's name, which diagrams know.
    public static final String OPERATIONAL = "OperationalError";

    /// The codes of failures, for [dev.connectorproxy.spi.CommandSpec#errors]. Any exception class of psycopg is possible; these
    /// are the ones worth catching.
    public static final List<String> CODES =
            List.of(
                    OPERATIONAL,
                    "ProgrammingError",
                    "DataError",
                    "IntegrityError",
                    "InternalError",
                    "NotSupportedError",
                    "UniqueViolation",
                    "ForeignKeyViolation",
                    "NotNullViolation",
                    "CheckViolation",
                    "SyntaxError",
                    "UndefinedTable",
                    "UndefinedColumn",
                    "InsufficientPrivilege",
                    "InvalidTextRepresentation",
                    "SerializationFailure",
                    "DeadlockDetected",
                    "QueryCanceled",
                    "IndexError",
                    ErrorCode.READ_TIMEOUT.code(),
                    ErrorCode.RESPONSE_TOO_LARGE.code(),
                    ErrorCode.EGRESS_BLOCKED.code());

    private static final int UNAVAILABLE = 503;
    private static final int MAX_MESSAGE_LENGTH = 4_000;

    private StatementFailure() {}

    /// The failure when no server could be reached.
    public static ConnectorException unreachable(String reason, Throwable... cause) {
        return new ConnectorException(
                OPERATIONAL, UNAVAILABLE, PREFIX + reason, cause.length == 0 ? null : cause[0]);
    }

    /// The failure of a statement that was cancelled, or not even begun, because of the call's deadline.
    public static ConnectorException deadlineExceeded() {
        return new ConnectorException(
                ErrorCode.READ_TIMEOUT,
                PREFIX + "it did not end within the deadline, and was cancelled");
    }

    /// The failure of a result that is larger than the settings allow.
    public static ConnectorException tooLarge(String reason) {
        return new ConnectorException(ErrorCode.RESPONSE_TOO_LARGE, PREFIX + reason);
    }

    /// Shortens the message of a server.
    public static String truncate(String text) {
        return text.length() <= MAX_MESSAGE_LENGTH
                ? text
                : text.substring(0, MAX_MESSAGE_LENGTH) + "…";
    }
}
