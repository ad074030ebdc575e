package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomesTest {
    @ParameterizedTest
    @CsvSource({
        "'', success, none",
        "HttpError100, upstream_error, HttpError1xx",
        "HttpError404, upstream_error, HttpError4xx",
        "HttpError599, upstream_error, HttpError5xx",
        "HttpError600, failure, other",
        "HttpError099, failure, other",
        "HttpError40, failure, other",
        "HttpError4040, failure, other",
        "HttpError4a4, failure, other",
        "httperror404, failure, other",
        "SMTPDataError, failure, other",
        "CallerGone, abandoned, CallerGone"
    })
    void mapsACodeToAClosedSet(String errorCode, String outcome, String code) {
        assertThat(Outcomes.of(errorCode), is(outcome));
        assertThat(Outcomes.code(errorCode), is(code));
    }

    @ParameterizedTest
    @EnumSource
    void keepsEverySharedCode(ErrorCode error) {
        assertThat(Outcomes.code(error.code()), is(error.code()));
    }

    @ParameterizedTest
    @CsvSource({"100, 1xx", "204, 2xx", "599, 5xx", "99, other", "600, other", "-1, other"})
    void mapsAStatusToAClosedSet(int status, String statusClass) {
        assertThat(Outcomes.statusClass(status), is(statusClass));
    }
}
