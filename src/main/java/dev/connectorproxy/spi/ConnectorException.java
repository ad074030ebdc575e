package dev.connectorproxy.spi;

import java.util.Objects;

/// The one failure a connector may throw. `code` is caught by name in BPMN diagrams, so it is stable; `httpStatus`
/// (200–599) decides whether SpiffArena tries again: 429 and 5xx do, the rest does not. The message goes to the caller and
/// into task data: it names what was wrong and never carries a secret, a header, a body or a query.
public final class ConnectorException extends RuntimeException {
    private final String code;
    private final int httpStatus;

    /// A failure that connectors share.
    public ConnectorException(ErrorCode error, String message) {
        this(error.code(), error.status(), message);
    }

    /// A failure that connectors share. The cause is for the log, which tells its class and frames, not its message.
    public ConnectorException(ErrorCode error, String message, Throwable cause) {
        this(error.code(), error.status(), message, cause);
    }

    /// A failure of one's own.
    ///
    /// @param code among [CommandSpec#errors()]
    public ConnectorException(String code, int httpStatus, String message) {
        this.code = checked(code, httpStatus);
        this.httpStatus = httpStatus;
        super(Objects.requireNonNull(message, "message"));
    }

    /// A failure of one's own.
    public ConnectorException(String code, int httpStatus, String message, Throwable cause) {
        this.code = checked(code, httpStatus);
        this.httpStatus = httpStatus;
        super(Objects.requireNonNull(message, "message"), cause);
    }

    /// The `error_code` on the wire.
    public String code() {
        return code;
    }

    /// The `http_status` on the wire.
    public int httpStatus() {
        return httpStatus;
    }

    /// Whether this is that shared failure.
    public boolean is(ErrorCode error) {
        return error.code().equals(code);
    }

    private static String checked(String code, int httpStatus) {
        if (code.isBlank() || httpStatus < 200 || httpStatus > 599) {
            throw new IllegalArgumentException("not an error: " + code + ", status " + httpStatus);
        }
        return code;
    }
}
