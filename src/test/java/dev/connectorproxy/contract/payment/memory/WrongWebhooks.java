package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.payment.WebhookConfig;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Webhooks with one flaw.
final class WrongWebhooks extends MemoryWebhooks {
    private static final AtomicInteger KEYS = new AtomicInteger();
    private final Flaw flaw;

    WrongWebhooks(Flaw flaw, InstantSource clock) {
        super(clock);
        this.flaw = flaw;
    }

    @Override
    Optional<String> verify(WebhookDelivery delivery) {
        return flaw == Flaw.TRUSTS_WHAT_IS_UNSIGNED
                        && delivery.webhook().header("X-Signature").isEmpty()
                ? Optional.empty()
                : super.verify(delivery);
    }

    @Override
    Optional<String> key(WebhookDelivery delivery) {
        return switch (flaw) {
            case KEYS_AT_RANDOM -> Optional.of("key-" + KEYS.incrementAndGet());
            case KEYS_BY_CONTENT ->
                    Optional.of(new String(delivery.webhook().payload(), StandardCharsets.UTF_8));
            default -> super.key(delivery);
        };
    }

    @Override
    List<String> paths() {
        return flaw == Flaw.SUBSCRIBES_TO_MORE
                ? Stream.concat(super.paths().stream(), Stream.of("/refunded")).toList()
                : super.paths();
    }

    @Override
    byte[] signed(byte[] payload) {
        return flaw == Flaw.SIGNS_WHAT_IT_PARSED
                ? MemoryProvider.read(payload).toString().getBytes(StandardCharsets.UTF_8)
                : payload;
    }

    @Override
    boolean isRecent(String signature) {
        return flaw == Flaw.TRUSTS_OLD_SIGNATURES || super.isRecent(signature);
    }

    @Override
    boolean isThere(JsonObject hook, String url) {
        return flaw != Flaw.SETS_UP_TWICE && super.isThere(hook, url);
    }

    @Override
    boolean isOneOf(List<WebhookConfig> webhooks, JsonObject hook) {
        return flaw == Flaw.TAKES_BACK_ALL_WEBHOOKS || super.isOneOf(webhooks, hook);
    }
}
