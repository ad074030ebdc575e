package dev.connectorproxy.connector.http.shared;

import dev.connectorproxy.spi.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/// The error codes that every command of this connector may have.
public final class HttpErrorCodes {
    private static final List<ErrorCode> URL_AND_BODY =
            List.of(
                    ErrorCode.JSON_DECODE_ERROR,
                    ErrorCode.MISSING_SCHEMA,
                    ErrorCode.INVALID_SCHEMA,
                    ErrorCode.INVALID_URL);

    public static final List<String> ALL =
            Stream.of(
                            Stream.of("HttpError<status>"),
                            ErrorCode.EGRESS_ERRORS.stream(),
                            URL_AND_BODY.stream().map(ErrorCode::code))
                    .flatMap(codes -> codes)
                    .toList();

    private HttpErrorCodes() {}
}
