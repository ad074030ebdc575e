package dev.connectorproxy.spi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The failures that every connector shares, each with the `error_code` that BPMN diagrams catch by name and the
/// `http_status` that decides whether SpiffArena retries (429 and 5xx only). The names of the HTTP failures are those
/// of the Python library `requests`, because that is what existing diagrams catch.
public enum ErrorCode {
    CONNECT_TIMEOUT("ConnectTimeout", 504),
    READ_TIMEOUT("ReadTimeout", 504),
    CONNECTION_ERROR("ConnectionError", 502),
    CHUNKED_ENCODING_ERROR("ChunkedEncodingError", 502),
    SSL_ERROR("SSLError", 495),
    EGRESS_BLOCKED("EgressBlocked", 403),
    RESPONSE_TOO_LARGE("ResponseTooLarge", 413),
    TOO_MANY_REDIRECTS("TooManyRedirects", 310),
    /// The status of the upstream's response replaces this one.
    JSON_DECODE_ERROR("JSONDecodeError", 200),
    /// The status of the upstream's response replaces this one.
    EXPAT_ERROR("ExpatError", 200),
    /// An expression of a connector file fails on the target's response, so that the target may have done its work.
    EXPRESSION_FAILED("ExpressionFailed", 422),
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
    /// The process ended while the command was running, so that it may have taken effect.
    PROXY_STOPPED("ProxyStopped", 503),
    /// The caller hung up while the command was running: in the log and metrics only. The status is that of nginx.
    CALLER_GONE("CallerGone", 499),
    /// The callback URL of a deferred call is not on the list of allowed ones.
    CALLBACK_NOT_ALLOWED("CallbackNotAllowed", 403),
    /// A deferred call could not be stored durably.
    STORE_UNAVAILABLE("StoreUnavailable", 503),
    /// The proxy crashed or was stopped while a command ran that must not be repeated.
    OUTCOME_UNKNOWN("OutcomeUnknown", 409),
    INVOCATION_CANCELLED("InvocationCancelled", 409),
    INTERNAL_ERROR("INTERNAL_ERROR", 500);

    /// The codes of the failures of [Egress#send] that every command with HTTP requests may have, for its
    /// [CommandSpec#errors]. Those of an invalid URL or header are not among them.
    public static final List<String> EGRESS_ERRORS =
            Stream.of(
                            CONNECT_TIMEOUT,
                            READ_TIMEOUT,
                            CONNECTION_ERROR,
                            CHUNKED_ENCODING_ERROR,
                            SSL_ERROR,
                            EGRESS_BLOCKED,
                            REQUEST_TOO_LARGE,
                            RESPONSE_TOO_LARGE)
                    .map(ErrorCode::code)
                    .toList();

    private final String code;
    private final int status;

    ErrorCode(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /// The `error_code` of the response.
    public String code() {
        return code;
    }

    /// The `http_status` of the response.
    public int status() {
        return status;
    }

    /// The shared failure with that `error_code`.
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
    }
}
