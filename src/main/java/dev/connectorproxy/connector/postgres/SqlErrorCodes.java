package dev.connectorproxy.connector.postgres;

import java.util.List;

/// The error codes that the catalogue lists. Any exception class of psycopg is possible; these are the ones worth
/// catching.
final class SqlErrorCodes {
    static final List<String> LISTED =
            List.of(
                    "OperationalError",
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
                    "ReadTimeout",
                    "ResponseTooLarge",
                    "EgressBlocked");

    private SqlErrorCodes() {}
}
