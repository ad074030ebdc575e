package dev.connectorproxy.observe;

import dev.connectorproxy.spi.ErrorCode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The closed sets of label values for outcomes.
final class Outcomes {
    static final String SUCCESS = "success";
    static final String UPSTREAM_ERROR = "upstream_error";
    static final String ABANDONED = "abandoned";
    static final String FAILURE = "failure";
    static final String NONE = "none";
    static final String OTHER = "other";

    private static final String UPSTREAM = "HttpError";
    private static final String[] STATUS_CLASSES = {"1xx", "2xx", "3xx", "4xx", "5xx"};
    private static final String[] UPSTREAM_CLASSES =
            Arrays.stream(STATUS_CLASSES).map(UPSTREAM::concat).toArray(String[]::new);
    private static final Map<String, String> SHARED_CODES =
            Arrays.stream(ErrorCode.values())
                    .map(ErrorCode::code)
                    .collect(
                            Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    private Outcomes() {}

    /// `success`, `upstream_error`, `abandoned` (by its caller) or `failure`.
    static String of(String errorCode) {
        if (errorCode.isEmpty()) {
            return SUCCESS;
        }
        if (isUpstreamError(errorCode)) {
            return UPSTREAM_ERROR;
        }
        return errorCode.equals(ErrorCode.CALLER_GONE.code()) ? ABANDONED : FAILURE;
    }

    /// `none`, a code of [ErrorCode], `HttpError1xx` to `HttpError5xx`, or `other`.
    static String code(String errorCode) {
        if (errorCode.isEmpty()) {
            return NONE;
        }
        return isUpstreamError(errorCode)
                ? UPSTREAM_CLASSES[errorCode.charAt(UPSTREAM.length()) - '1']
                : SHARED_CODES.getOrDefault(errorCode, OTHER);
    }

    /// `1xx` to `5xx`, or `other`.
    static String statusClass(int status) {
        return status >= 100 && status <= 599 ? STATUS_CLASSES[status / 100 - 1] : OTHER;
    }

    /// Whether the code is `HttpError<status>`: an error response of the target.
    static boolean isUpstreamError(String errorCode) {
        return errorCode.length() == UPSTREAM.length() + 3
                && errorCode.startsWith(UPSTREAM)
                && errorCode.charAt(9) >= '1'
                && errorCode.charAt(9) <= '5'
                && isDigit(errorCode.charAt(10))
                && isDigit(errorCode.charAt(11));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
