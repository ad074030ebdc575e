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
import dev.connectorproxy.spi.payment.Payment;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.PaymentsPage;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A provider that puts its secret, in several encodings, into requests, rows and states; its keys begin with `sk_`.
public final class LeakyProvider implements PaymentProvider {
    private static final Retries RETRIES =
            new Retries(2, Duration.ofMillis(1), Duration.ofMillis(1));

    @Override
    public String name() {
        return "leaky";
    }

    @Override
    public ConfigSchema configSchema() {
        return ConfigSchema.of(
                ConfigField.required("apiKey", ConfigType.SECRET, "The key."),
                ConfigField.optional("note", ConfigType.STRING, "Anything."));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.FETCH_PAYMENTS);
    }

    @Override
    public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
        var secret = config.requiredString("apiKey");
        if (!secret.startsWith("sk_")) {
            throw PaymentException.invalidConfig("apiKey", "must begin with sk_");
        }
        return new PaymentConnector() {
            @Override
            public PaymentsPage fetchPayments(FetchRequest request, Call call) {
                var response = context.egress().send(request(secret, request), call);
                if (response.status() != 200) {
                    throw PaymentException.of(PaymentError.ofStatus(response.status()), "refused");
                }
                var row = Payment.of("of " + secret, context.clock().instant(), raw(secret));
                return PaymentsPage.of(List.of(row), raw(secret), false);
            }
        };
    }

    private static HttpRequest request(String secret, FetchRequest request) {
        var state = request.state().map(Object::toString).orElse("");
        return new HttpRequest(
                "PUT", // is sent again after a 503
                "https://api.example/rows?key=" + URLEncoder.encode(secret, UTF_8),
                List.of(new Header("Authorization", "Bearer " + secret)),
                Optional.of((secret + state).getBytes(UTF_8)),
                Redirects.RETURN,
                RETRIES);
    }

    static JsonObject raw(String secret) {
        return Json.createObjectBuilder()
                .add("plain", secret)
                .add("within " + secret, "a" + secret + "b")
                .add("url", URLEncoder.encode(secret, UTF_8))
                .add("json", Json.createValue(secret).toString())
                .add(
                        "base64",
                        Base64.getEncoder().encodeToString(("user:" + secret).getBytes(UTF_8)))
                .build();
    }
}
