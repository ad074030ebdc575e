package dev.connectorproxy.egress.http1;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAlivePolicyTest {
    @ParameterizedTest(name = "Keep-Alive: {0} -> {1}")
    @CsvSource({
        "timeout=5, PT4S",
        "'max=9, timeout=5', PT4S",
        "timeout=1, PT0S",
        "timeout=0, PT0S",
        "timeout=, PT0S",
        "max=100, P1D",
        ", P1D",
    })
    void keepsAConnectionOneSecondShorterThanTheUpstreamAnnounced(String field, Duration kept) {
        assertThat(keepAlive("keep-alive", field), is(kept));
    }

    @ParameterizedTest
    @CsvSource({"close", "'x, Close'"})
    void keepsNoConnectionThatTheUpstreamCloses(String connection) {
        assertThat(keepAlive(connection, "timeout=5"), is(Duration.ZERO));
    }

    private static Duration keepAlive(String connection, String field) {
        var response = new BasicClassicHttpResponse(200);
        response.addHeader("Content-Length", "2");
        response.addHeader("Connection", connection);
        if (field != null) {
            response.addHeader("Keep-Alive", field);
        }
        return KeepAlivePolicy.keepAlive(new BasicClassicHttpRequest("GET", "/"), response);
    }
}
