package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookSetup;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Deliveries of webhooks as Stripe sends them.
final class StripeDeliveries {
    static final String SECRET = "whsec_canary_77";
    static final String BASE = "https://hooks.example.com/c1";
    static final WebhookSetup SETUP = new WebhookSetup(Optional.empty(), "c1", BASE);
    private static final String EVENT =
            """
            {"id":"evt_1","object":"event","created":1770000000,"type":"balance.available",%s
             "data":{"object":{"object":"balance","available":[{"amount":5,"currency":"usd"},
             {"amount":123456789012345678901234567890,"currency":"jpy"},{"amount":1,"currency":"zzz"}]}}}\
            """;
    static final WebhookConfig CONFIG =
            new WebhookConfig(
                    "we_1",
                    "/root",
                    Map.of("secret", SECRET, "webhook_related_account_id", StripeWorld.ROOT));

    private StripeDeliveries() {}

    static String event(String more) {
        return EVENT.formatted(more);
    }

    static WebhookDelivery delivery(String body, String header) {
        return new WebhookDelivery(
                CONFIG, webhook(body, Map.of("stripe-signature", List.of(header))));
    }

    static Webhook webhook(String body, Map<String, List<String>> headers) {
        return new Webhook(
                Optional.empty(), Map.of(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /// Signed at [ProviderContract#NOW] with the secret of the webhook.
    static String signature(WebhookConfig config, String body) {
        try {
            long at = ProviderContract.NOW.getEpochSecond();
            var secret = config.metadata().get("secret").getBytes(StandardCharsets.UTF_8);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            var signed = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at + ",v1=" + HexFormat.of().formatHex(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
