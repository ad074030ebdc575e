package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.CreatedWebhooks;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Webhook;
import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import dev.connectorproxy.spi.payment.WebhookEvent;
import dev.connectorproxy.spi.payment.WebhookSetup;
import dev.connectorproxy.toolkit.payment.ProviderRequest;
import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The webhooks of a [MemoryServer]. Every behaviour that flawed webhooks change is a method of its own.
class MemoryWebhooks {
    private static final List<String> PATHS = List.of("/deleted", "/cancelled");

    final InstantSource clock;

    MemoryWebhooks(InstantSource clock) {
        this.clock = clock;
    }

    CreatedWebhooks create(WebhookSetup setup, MemoryConnector connector, Call call) {
        var configs = new ArrayList<WebhookConfig>();
        for (var path : paths()) {
            var hook = hook(setup.webhookBaseUrl() + path, connector, call);
            configs.add(new WebhookConfig(hook.getString("id"), path, Map.of("secret", "h00k")));
        }
        return new CreatedWebhooks(configs, List.of());
    }

    void delete(List<WebhookConfig> webhooks, MemoryConnector connector, Call call) {
        var hooks = connector.ask(ProviderRequest.get("/hooks"), call).asJsonArray();
        for (var hook : hooks.getValuesAs(JsonObject.class)) {
            if (isOneOf(webhooks, hook)) {
                var id = hook.getString("id");
                connector.ask(ProviderRequest.of("DELETE", "/hooks/{}", id), call);
            }
        }
    }

    Optional<String> verify(WebhookDelivery delivery) {
        var webhook = delivery.webhook();
        var given = webhook.header("X-Signature").orElse("");
        if (!MemorySignature.isOf(given, signed(webhook.payload())) || !isRecent(given)) {
            throw PaymentException.of(PaymentError.WEBHOOK_VERIFICATION);
        }
        return key(delivery);
    }

    List<WebhookEvent> translate(Webhook webhook) {
        var event = MemoryProvider.read(webhook.payload());
        return Stream.of("deleted", "cancelled")
                .filter(event::containsKey)
                .<WebhookEvent>map(name ->
                        name.equals("deleted")
                                ? new WebhookEvent.PaymentDeleted(event.getString(name))
                                : new WebhookEvent.PaymentCancelled(event.getString(name)))
                .toList();
    }

    List<String> paths() {
        return PATHS;
    }

    Optional<String> key(WebhookDelivery delivery) {
        return delivery.webhook().header("X-Delivery");
    }

    byte[] signed(byte[] payload) {
        return payload;
    }

    boolean isRecent(String signature) {
        return MemorySignature.isRecent(signature, clock.instant());
    }

    boolean isThere(JsonObject hook, String url) {
        return hook.getString("url").equals(url);
    }

    boolean isOneOf(List<WebhookConfig> webhooks, JsonObject hook) {
        return webhooks.stream().anyMatch(config -> config.name().equals(hook.getString("id")));
    }

    private JsonObject hook(String url, MemoryConnector connector, Call call) {
        var hooks = connector.ask(ProviderRequest.get("/hooks"), call).asJsonArray();
        return hooks.getValuesAs(JsonObject.class).stream()
                .filter(hook -> isThere(hook, url))
                .findFirst()
                .orElseGet(() -> {
                    var asked = MemoryProvider.JSON.createObjectBuilder().add("url", url).build();
                    return connector
                            .ask(ProviderRequest.post("/hooks").json(asked), call)
                            .asJsonObject();
                });
    }
}
