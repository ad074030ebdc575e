package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.ProviderEndpoint;
import dev.connectorproxy.spi.payment.ProviderHttp;
import dev.connectorproxy.spi.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Stripe's HTTP API with the headers that every request carries. Thread-safe.
final class StripeApi {
    static final String VERSION = "2024-09-30.acacia";

    private static final Duration TIMEOUT = Duration.ofSeconds(80);

    private final ProviderHttp http;

    /// The platform's own account id, once it was asked for. Asked twice at the same time, Stripe answers the same.
    private final AtomicReference<Optional<String>> rootId =
            new AtomicReference<>(Optional.empty());

    StripeApi(PaymentConfig config, Egress egress) {
        this.http =
                new ProviderHttp(
                        egress,
                        ProviderEndpoint.of(config.requiredString(StripeProvider.ENDPOINT))
                                .withHeader(
                                        "Authorization",
                                        "Bearer " + config.requiredString(StripeProvider.API_KEY))
                                .withHeader("Stripe-Version", VERSION)
                                .withSecrets(config.secrets())
                                .withTimeout(TIMEOUT)
                                .withErrors(new StripeErrors()));
    }

    JsonValue json(ProviderRequest request, Call call) {
        return http.json(request, call);
    }

    JsonFields fields(ProviderRequest request, String what, Call call) {
        return http.fields(request, what, call);
    }

    void send(ProviderRequest request, Call call) {
        http.send(request, call);
    }

    /// The platform's own account.
    JsonValue root(Call call) {
        var root = http.json(ProviderRequest.get("/v1/account"), call);
        rootId.set(Optional.of(JsonFields.ofAnswer(root, "account").requiredString("id")));
        return root;
    }

    /// The id of the platform's own account.
    String rootId(Call call) {
        return rootId.get()
                .orElseGet(() -> JsonFields.ofAnswer(root(call), "account").requiredString("id"));
    }
}
