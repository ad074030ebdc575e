package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void listsTheCodesThatEveryCommandWithRequestsMayHave() {
        assertThat(
                ErrorCode.EGRESS_ERRORS,
                contains(
                        "ConnectTimeout",
                        "ReadTimeout",
                        "ConnectionError",
                        "ChunkedEncodingError",
                        "SSLError",
                        "EgressBlocked",
                        "RequestTooLarge",
                        "ResponseTooLarge"));
    }
}
