package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.toolkit.payment.ProviderEndpoint;
import dev.connectorproxy.toolkit.payment.ProviderHttp;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A client of Stripe's HTTP API with the headers of every request. Thread-safe.
final class StripeApi {
    static final String VERSION = "2024-09-30.acacia";

    private static final Duration TIMEOUT = Duration.ofSeconds(80);

    private final ProviderHttp http;

    /// The platform's own account id, cached after the first request. A race is harmless: Stripe always returns the
    /// same id.
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

    ProviderHttp http() {
        return http;
    }

    /// The platform's own account.
    JsonValue root(Call call) {
        var root = http.json(ProviderRequest.get("/v1/account"), call);
        rootId.set(Optional.of(JsonFields.ofResponse(root, "account").requiredString("id")));
        return root;
    }

    /// The id of the platform's own account.
    String rootId(Call call) {
        return rootId.get()
                .orElseGet(() -> JsonFields.ofResponse(root(call), "account").requiredString("id"));
    }
}
