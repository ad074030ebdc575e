package dev.connectorproxy.database.statement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Maps SQLSTATEs to the names of psycopg's exceptions and to HTTP statuses. The codes are PostgreSQL's; most are those of
/// the standard.
public final class SqlStates {
    private static final Map<String, String> NAMES = load();

    private SqlStates() {}

    /// The exception that psycopg raises; for an unknown state the base exception of its SQLSTATE class.
    public static String name(String state) {
        return Optional.ofNullable(NAMES.get(state)).orElseGet(() -> baseName(state));
    }

    /// The `http_status`, from which SpiffArena decides whether to retry: 503 for transient failures, 401 for a failed
    /// login, 422 otherwise.
    public static int status(String state) {
        if (state.startsWith("28")) {
            return 401;
        }
        boolean isTransient =
                state.startsWith("08")
                        || state.startsWith("53")
                        || state.startsWith("57P0")
                        || state.equals("40001")
                        || state.equals("40P01");
        return isTransient ? 503 : 422;
    }

    private static String baseName(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "0A" -> "NotSupportedError";
            case "22" -> "DataError";
            case "23" -> "IntegrityError";
            case "24", "25", "2B", "2D" -> "InternalError";
            case "10", "20", "21", "26", "34", "3D", "3F", "42", "44" -> "ProgrammingError";
            case "08", "27", "28", "2F", "38", "39", "3B", "40", "53", "54", "55", "57", "58" ->
                    "OperationalError";
            default -> baseNameOfGroup(state);
        };
    }

    private static String baseNameOfGroup(String state) {
        return switch (state.substring(0, Math.min(1, state.length()))) {
            case "F", "H" -> "OperationalError";
            case "P" -> "ProgrammingError";
            case "X" -> "InternalError";
            default -> "DatabaseError";
        };
    }

    private static Map<String, String> load() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                SqlStates.class.getResourceAsStream("sqlstates.txt"),
                                StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
