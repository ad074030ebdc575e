package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.IdempotentCalls;
import dev.connectorproxy.spi.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdempotentEgressTest {
    private final List<HttpRequest> sent = new ArrayList<>();
    private final IdempotentEgress egress =
            new IdempotentEgress((request, _) -> {
                sent.add(request);
                return new HttpResponse(200, List.of(), new byte[0]);
            });

    @Test
    void addsTheKeyOfTheCall() {
        egress.send(request(), call(Optional.of("key-1")));

        assertThat(
                sent.getFirst().headers(),
                contains(new HttpRequest.Header("Idempotency-Key", "key-1")));
    }

    @Test
    void addsNothingToACallWithoutAKey() {
        egress.send(request(), call(Optional.empty()));

        assertThat(sent.getFirst().headers(), is(empty()));
    }

    @Test
    void keepsTheKeyOfTheRequest() {
        var own = new HttpRequest.Header("idempotency-key", "own");

        egress.send(request(own), call(Optional.of("key-1")));

        assertThat(sent.getFirst().headers(), contains(own));
    }

    private static HttpRequest request(HttpRequest.Header... headers) {
        return new HttpRequest(
                "POST",
                "https://example.com/",
                List.of(headers),
                Optional.empty(),
                HttpRequest.Redirects.RETURN,
                Retries.NONE);
    }

    private static Call call(Optional<String> key) {
        return IdempotentCalls.call(Long.MAX_VALUE, key);
    }
}
