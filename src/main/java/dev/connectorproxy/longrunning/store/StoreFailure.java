package dev.connectorproxy.longrunning.store;

import dev.connectorproxy.toolkit.Causes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/// Why the database fails, by the classes of exceptions and the SQL states (PostgreSQL, appendix A; H2, `ErrorCode`).
/// Messages of drivers are never shown: they quote the URL, which may contain a password.
final class StoreFailure {
    /// H2: another process has the file.
    private static final String ALREADY_OPEN = "90020";

    /// SQL states, or their first characters, that end without a change of the settings: connection failures; rows that
    /// another process has created first, and transactions that it made fail; no resources, such as connections or room on
    /// the disk; locks; a start or shutdown of the server; errors of its system; and a standby until it is promoted.
    private static final String[] TEMPORARY = {
        "08", "23505", "40", "53", "55", "57", "58", "25006", ALREADY_OPEN, "90098"
    };

    private StoreFailure() {}

    /// Whether the failure may end although the settings stay as they are: nothing is wrong with them as far as can be
    /// seen, but the database cannot be reached, or has no room.
    static boolean isTemporary(Throwable failure) {
        if (isWrongFile(failure)) {
            return false;
        }
        if (Causes.has(failure, IOException.class) || isOtherMigration(failure)) {
            return true;
        }
        var state = sqlState(failure).orElse("");
        return Stream.of(TEMPORARY).anyMatch(state::startsWith) && !isRefused(failure, state);
    }

    /// What a person is shown, without secrets.
    static String describe(Throwable failure) {
        if (Causes.has(failure, FlywayValidateException.class)) {
            return "its schema is newer than this program, or was changed by somebody";
        }
        var state = sqlState(failure).orElse("");
        var type = Causes.root(failure).getClass().getSimpleName();
        return switch (state) {
            case "" -> type;
            case "08004" ->
                    "the server refuses the user, a password that is not there, or TLS, SQL state 08004";
            case ALREADY_OPEN -> "another process has it open";
            case "28P01", "28000" -> "the user or the password is refused, SQL state " + state;
            case "3D000" -> "there is no database of that name, SQL state " + state;
            default -> "%s, SQL state %s".formatted(type, state);
        };
    }

    /// A file that is missing or may not be read; not a full disk.
    private static boolean isWrongFile(Throwable failure) {
        return Causes.has(failure, FileNotFoundException.class)
                || Causes.find(failure, FileSystemException.class)
                        .filter(cause -> cause.getClass() != FileSystemException.class)
                        .isPresent();
    }

    /// Another process migrates the schema, or creates the table of Flyway, at the same time. Flyway has no codes for this.
    private static boolean isOtherMigration(Throwable failure) {
        return Causes.find(failure, FlywayException.class)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(text ->
                        text.contains("advisory lock") || text.contains("Unable to baseline"))
                .isPresent();
    }

    /// The driver of PostgreSQL uses states of connection failures, too, for parameters of the URL that the server, or the
    /// driver itself, does not accept.
    private static boolean isRefused(Throwable failure, String state) {
        return state.equals("08004")
                || state.equals("08001")
                        && String.valueOf(Causes.root(failure).getMessage()).startsWith("Invalid ");
    }

    private static Optional<String> sqlState(Throwable failure) {
        return Causes.find(failure, SQLException.class).map(SQLException::getSQLState);
    }
}
