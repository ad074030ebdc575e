package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An egress with one fixed response, and an endpoint for it.
final class ProviderResponses {
    static final ProviderEndpoint ENDPOINT =
            ProviderEndpoint.of("http://127.0.0.1:9/base/")
                    .withHeader("Authorization", "Bearer s3cret")
                    .withSecrets(Set.of("hidden", "s3cret-and-more"));

    private ProviderResponses() {}

    static String body(FixedResponse egress) {
        return new String(egress.request.body().orElseThrow(), StandardCharsets.UTF_8);
    }

    static Call call() {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        return new Call("id", false, Optional.empty(), deadline, Call.Trail.NONE);
    }

    /// Keeps the last request.
    static final class FixedResponse implements Egress {
        private final HttpResponse response;
        HttpRequest request;
        Call call;

        FixedResponse(int status, String body) {
            this.response =
                    new HttpResponse(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public HttpResponse send(HttpRequest given, Call with) {
            this.request = given;
            this.call = with;
            return response;
        }
    }
}
