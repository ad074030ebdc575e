package dev.connectorproxy.connector.http.shared;

import static dev.connectorproxy.spi.ErrorCode.CHUNKED_ENCODING_ERROR;
import static dev.connectorproxy.spi.ErrorCode.CONNECTION_ERROR;
import static dev.connectorproxy.spi.ErrorCode.CONNECT_TIMEOUT;
import static dev.connectorproxy.spi.ErrorCode.EGRESS_BLOCKED;
import static dev.connectorproxy.spi.ErrorCode.INVALID_SCHEMA;
import static dev.connectorproxy.spi.ErrorCode.INVALID_URL;
import static dev.connectorproxy.spi.ErrorCode.JSON_DECODE_ERROR;
import static dev.connectorproxy.spi.ErrorCode.MISSING_SCHEMA;
import static dev.connectorproxy.spi.ErrorCode.READ_TIMEOUT;
import static dev.connectorproxy.spi.ErrorCode.REQUEST_TOO_LARGE;
import static dev.connectorproxy.spi.ErrorCode.RESPONSE_TOO_LARGE;
import static dev.connectorproxy.spi.ErrorCode.SSL_ERROR;

import dev.connectorproxy.spi.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/// The error codes that every command of this connector may have.
public final class HttpErrorCodes {
    private HttpErrorCodes() {}

    public static final List<String> ALL =
            Stream.concat(
                            Stream.of("HttpError<status>"),
                            Stream.of(
                                            CONNECT_TIMEOUT,
                                            READ_TIMEOUT,
                                            CONNECTION_ERROR,
                                            CHUNKED_ENCODING_ERROR,
                                            SSL_ERROR,
                                            EGRESS_BLOCKED,
                                            REQUEST_TOO_LARGE,
                                            RESPONSE_TOO_LARGE,
                                            JSON_DECODE_ERROR,
                                            MISSING_SCHEMA,
                                            INVALID_SCHEMA,
                                            INVALID_URL)
                                    .map(ErrorCode::code))
                    .toList();
}
