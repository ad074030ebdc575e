package dev.connectorproxy.spi;

/// The one failure a connector may throw. `code` is caught by name in BPMN diagrams, so it is stable; `httpStatus`
/// (200–599) decides whether SpiffArena retries: it does for 429 and 5xx only. The message goes to the caller and into
/// task data: it says what was wrong and must not contain a secret, a header, a body or a query. A blank one becomes the code.
public final class ConnectorException extends RuntimeException {
    private final String code;
    private final int httpStatus;

    /// A failure with a code that all connectors share.
    public ConnectorException(ErrorCode error, String message) {
        this(error.code(), error.status(), message);
    }

    /// A shared failure with its cause. The log shows the class and the stack frames of the cause, not its message.
    public ConnectorException(ErrorCode error, String message, Throwable cause) {
        this(error.code(), error.status(), message, cause);
    }

    /// A failure with a code of the connector's own.
    ///
    /// @param code one of [CommandSpec#errors()]
    public ConnectorException(String code, int httpStatus, String message) {
        this.code = checked(code, httpStatus);
        this.httpStatus = httpStatus;
        super(message.isBlank() ? code : message);
    }

    /// A failure with a code of the connector's own.
    public ConnectorException(String code, int httpStatus, String message, Throwable cause) {
        this.code = checked(code, httpStatus);
        this.httpStatus = httpStatus;
        super(message.isBlank() ? code : message, cause);
    }

    /// The `error_code` of the response.
    public String code() {
        return code;
    }

    /// The `http_status` of the response.
    public int httpStatus() {
        return httpStatus;
    }

    /// Whether this failure has the code of that shared failure.
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
