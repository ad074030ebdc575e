package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeteredEgressTest {
    private static final HttpRequest REQUEST =
            new HttpRequest(
                    "GET",
                    "https://api.example.com/",
                    List.of(),
                    Optional.empty(),
                    HttpRequest.Redirects.RETURN,
                    Retries.NONE);
    private static final Call CALL =
            new Call("id", false, Optional.empty(), Long.MAX_VALUE, Call.Trail.NONE);

    @Test
    void timesAResponseByItsStatusClassAndReturnsIt() {
        var expected = new HttpResponse(302, List.of(), new byte[0]);
        var egress = new MeteredEgress((_, _) -> expected);
        egress.responded(302, 1);
        var before = count("3xx");

        var response = egress.send(REQUEST, CALL);

        assertThat(response, sameInstance(expected));
        assertThat(count("3xx"), greaterThan(before));
    }

    @Test
    void timesAFailureByItsCodeAndRethrowsIt() {
        var failure = new ConnectorException(ErrorCode.SSL_ERROR, "bad certificate");
        var egress =
                new MeteredEgress((_, _) -> {
                    throw failure;
                });
        egress.failed("SSLError", 1);
        var before = count("SSLError");

        var thrown = assertThrows(ConnectorException.class, () -> egress.send(REQUEST, CALL));

        assertThat(thrown, sameInstance(failure));
        assertThat(count("SSLError"), greaterThan(before));
    }

    private static long count(String outcome) {
        var tags = List.of(Tag.create("outcome", outcome));
        return Meters.REGISTRY
                .meter(Timer.class, "connector_proxy_egress_duration", tags)
                .orElseThrow()
                .count();
    }
}
