package dev.connectorproxy.devserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigSchema;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A provider whose fetches send two requests, a `POST` and a `GET`, with its secret in every place and encoding.
final class CallingProvider implements PaymentProvider {
    static final String URL = "https://api.example/rows";

    private static final Retries RETRIES =
            new Retries(2, Duration.ofMillis(1), Duration.ofMillis(1));

    @Override
    public String name() {
        return "calling";
    }

    @Override
    public ConfigSchema configSchema() {
        return ConfigSchema.of(10, ConfigField.required("apiKey", ConfigType.SECRET, "The key."));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.FETCH_PAYMENTS);
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var secret = config.requiredString("apiKey");
        return new PaymentConnector() {
            @Override
            public PaymentsPage fetchPayments(FetchRequest request, Call call) {
                context.log().warning("a line with " + secret);
                context.egress().send(post(secret), call);
                context.egress().send(get(secret), call);
                return new PaymentsPage(List.of(), List.of(), Optional.empty(), false);
            }
        };
    }

    private static HttpRequest post(String secret) {
        var json =
                Json.createObjectBuilder()
                        .add("key", secret)
                        .add("of " + secret, "it's $HOME `id`")
                        .build();
        return request("POST", secret, Optional.of(json.toString().getBytes(UTF_8)));
    }

    private static HttpRequest get(String secret) {
        return request("GET", secret, Optional.empty());
    }

    private static HttpRequest request(String method, String secret, Optional<byte[]> body) {
        var basic = Base64.getEncoder().encodeToString(("user:" + secret).getBytes(UTF_8));
        return new HttpRequest(
                method,
                URL + "?page=1&key=" + URLEncoder.encode(secret, UTF_8),
                List.of(new Header("Authorization", "Basic " + basic), new Header("X-Key", secret)),
                body,
                Redirects.RETURN,
                RETRIES);
    }
}
