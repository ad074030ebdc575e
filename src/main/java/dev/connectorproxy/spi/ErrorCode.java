package dev.connectorproxy.spi;

import java.util.Arrays;
import java.util.Optional;

/// The failures that every connector shares, each with the `error_code` that BPMN diagrams catch by name and the
/// `http_status` from which SpiffArena decides whether to try again (429 and 5xx do, the rest does not). The names of the
/// HTTP failures are those of the Python library `requests`, because that is what existing diagrams catch.
public enum ErrorCode {
    CONNECT_TIMEOUT("ConnectTimeout", 504),
    READ_TIMEOUT("ReadTimeout", 504),
    CONNECTION_ERROR("ConnectionError", 502),
    CHUNKED_ENCODING_ERROR("ChunkedEncodingError", 502),
    SSL_ERROR("SSLError", 495),
    EGRESS_BLOCKED("EgressBlocked", 403),
    RESPONSE_TOO_LARGE("ResponseTooLarge", 413),
    TOO_MANY_REDIRECTS("TooManyRedirects", 310),
    /// The upstream's own status takes the place of this one.
    JSON_DECODE_ERROR("JSONDecodeError", 200),
    /// The upstream's own status takes the place of this one.
    EXPAT_ERROR("ExpatError", 200),
    INVALID_PARAMETERS("InvalidParameters", 400),
    MISSING_SCHEMA("MissingSchema", 400),
    INVALID_SCHEMA("InvalidSchema", 400),
    INVALID_URL("InvalidURL", 400),
    INVALID_HEADER("InvalidHeader", 400),
    CONNECTOR_NOT_CONFIGURED("ConnectorNotConfigured", 400),
    COMMAND_NOT_FOUND("command_not_found", 404),
    NOT_FOUND("NotFound", 404),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
    REQUEST_TIMEOUT("RequestTimeout", 408),
    COMMAND_NOT_ALLOWED("CommandNotAllowed", 403),
    INVALID_REQUEST("InvalidRequest", 400),
    REQUEST_TOO_LARGE("RequestTooLarge", 413),
    PROXY_OVERLOADED("ProxyOverloaded", 503),
    /// A call whose result comes later names a place for it that is not on the list.
    CALLBACK_NOT_ALLOWED("CallbackNotAllowed", 403),
    /// What is to be done later could not be kept on disk.
    STORE_UNAVAILABLE("StoreUnavailable", 503),
    /// The proxy died, or was told to stop, while a command ran that may not be run again.
    OUTCOME_UNKNOWN("OutcomeUnknown", 409),
    INVOCATION_CANCELLED("InvocationCancelled", 409),
    INTERNAL_ERROR("INTERNAL_ERROR", 500);

    private final String code;
    private final int status;

    ErrorCode(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /// The `error_code` on the wire.
    public String code() {
        return code;
    }

    /// The `http_status` that goes with it.
    public int status() {
        return status;
    }

    /// The shared failure of that name.
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
