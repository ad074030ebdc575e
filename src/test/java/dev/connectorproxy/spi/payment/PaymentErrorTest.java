package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of section 2.5.
class PaymentErrorTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    400, CLIENT_ERROR,   INVALID_ARGUMENT, NEVER
                    401, CLIENT_ERROR,   INVALID_ARGUMENT, NEVER
                    404, CLIENT_ERROR,   INVALID_ARGUMENT, NEVER
                    408, TIMEOUT,        TIMEOUT,          BACKOFF
                    421, TIMEOUT,        TIMEOUT,          BACKOFF
                    423, RETRY_LATER,    RETRY_AFTER,      AFTER_DELAY
                    425, RETRY_LATER,    RETRY_AFTER,      AFTER_DELAY
                    429, RATE_LIMITED,   RATE_LIMITED,     AFTER_DELAY
                    499, CLIENT_ERROR,   INVALID_ARGUMENT, NEVER
                    500, UPSTREAM_ERROR, DEFAULT,          BACKOFF
                    503, UPSTREAM_ERROR, DEFAULT,          BACKOFF
                    302, UPSTREAM_ERROR, DEFAULT,          BACKOFF
                    """)
    void classifiesStatuses(int status, PaymentError error, String code, PaymentError.Retry retry) {
        var oneError = PaymentError.ofStatus(status);

        assertThat(oneError, is(error));
        assertThat(oneError.protocolCode(), is(code));
        assertThat(oneError.retry(), is(retry));
        assertThat(oneError.retryable(), is(retry != PaymentError.Retry.NEVER));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    CONNECT_TIMEOUT,        TIMEOUT
                    READ_TIMEOUT,           TIMEOUT
                    CONNECTION_ERROR,       CLIENT_ERROR
                    SSL_ERROR,              CLIENT_ERROR
                    EGRESS_BLOCKED,         CLIENT_ERROR
                    INVALID_URL,            CLIENT_ERROR
                    CHUNKED_ENCODING_ERROR, UPSTREAM_ERROR
                    RESPONSE_TOO_LARGE,     UPSTREAM_ERROR
                    PROXY_OVERLOADED,       RETRY_LATER
                    INTERNAL_ERROR,         INTERNAL
                    """)
    void classifiesEgressFailures(ErrorCode code, PaymentError error) {
        var cause = new ConnectorException(code, "why");

        var failure = PaymentException.of(cause);

        assertThat(failure.error(), is(error));
        assertThat(failure.getMessage(), is(error.message() + ": why"));
        assertThat(failure.getCause(), is(sameInstance(cause)));
        assertThat(failure.upstream(), is(Optional.empty()));
        assertThat(failure.hasStatus(0), is(false));
    }

    @Test
    void hasTheStatusWithWhichTheProviderResponded() {
        var failure =
                PaymentException.of(
                        PaymentError.CLIENT_ERROR, "gone", new PaymentException.Upstream(404, ""));

        assertThat(failure.hasStatus(404), is(true));
        assertThat(failure.hasStatus(400), is(false));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    NOT_IMPLEMENTED,        UNIMPLEMENTED,    NEVER,       not implemented
                    INVALID_REQUEST,        INVALID_ARGUMENT, NEVER,       invalid request
                    INVALID_CONFIG,         INVALID_ARGUMENT, NEVER,       invalid config
                    MISSING_FROM_PAYLOAD,   INVALID_ARGUMENT, NEVER,       missing from payload in request
                    MISSING_ACCOUNT_NUMBER, INVALID_ARGUMENT, NEVER,       missing account number in request
                    CURRENCY_NOT_SUPPORTED, INVALID_ARGUMENT, NEVER,       currency not supported
                    CLIENT_ERROR,           INVALID_ARGUMENT, NEVER,       invalid client request
                    MISSING_METADATA,       INVALID_ARGUMENT, NEVER,       missing required metadata in request
                    WEBHOOK_VERIFICATION,   INVALID_ARGUMENT, NEVER,       webhook verification error
                    RATE_LIMITED,           RATE_LIMITED,     AFTER_DELAY, rate limited by upstream server
                    TIMEOUT,                TIMEOUT,          BACKOFF,     upstream timeout
                    RETRY_LATER,            RETRY_AFTER,      AFTER_DELAY, upstream asked to retry later
                    NOT_YET_INSTALLED,      DEFAULT,          BACKOFF,     not yet installed
                    UPSTREAM_ERROR,         DEFAULT,          BACKOFF,     upstream server error
                    INTERNAL,               DEFAULT,          BACKOFF,     internal error
                    """)
    void hasACodeForEveryClassOfTheTable(
            PaymentError error, String code, PaymentError.Retry retry, String message) {
        assertThat(error.protocolCode(), is(code));
        assertThat(error.retry(), is(retry));
        assertThat(PaymentException.of(error).getMessage(), is(message));
        assertThat(PaymentException.of(error, "x").getMessage(), is(message + ": x"));
    }

    @Test
    void saysNotImplementedInTheContractsWords() {
        assertThat(PaymentException.notImplemented().getMessage(), is("not implemented"));
        assertThat(PaymentException.notImplemented().error().protocolCode(), is("UNIMPLEMENTED"));
        assertThat(PaymentError.NOT_IMPLEMENTED.retryable(), is(false));
    }
}
