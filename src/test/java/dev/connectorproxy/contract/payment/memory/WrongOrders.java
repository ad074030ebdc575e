package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PollStatus;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.WebhookDelivery;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// Connectors that pay, look after and verify wrongly.
final class WrongOrders {
    private WrongOrders() {}

    static MemoryConnector of(Flaw flaw, PaymentConfig config, ProviderContext context) {
        return new Wrong(flaw, config, context);
    }

    private static final class Wrong extends MemoryConnector {
        private final Flaw flaw;

        Wrong(Flaw flaw, PaymentConfig config, ProviderContext context) {
            super(config, context);
            this.flaw = flaw;
        }

        @Override
        String key(String reference) {
            return flaw == Flaw.PAYS_TWICE ? UUID.randomUUID().toString() : reference;
        }

        @Override
        JsonObject order(String path, PaymentInitiation order, Call call) {
            return flaw == Flaw.PAYS_ANYTHING
                    ? post(path, order.reference(), order.amount(), order.asset(), call)
                    : super.order(path, order, call);
        }

        @Override
        public PollStatus pollTransferStatus(String transferId, Call call) {
            return flaw == Flaw.POLLS_FOR_EVER
                    ? new PollStatus.Pending()
                    : super.pollTransferStatus(transferId, call);
        }

        @Override
        byte[] signed(byte[] payload) {
            return flaw == Flaw.SIGNS_WHAT_IT_PARSED
                    ? MemoryFixture.read(payload).toString().getBytes(StandardCharsets.UTF_8)
                    : payload;
        }

        @Override
        boolean isThere(JsonValue hooks, String url) {
            return flaw != Flaw.SETS_UP_TWICE && super.isThere(hooks, url);
        }

        @Override
        public Optional<String> verifyWebhook(WebhookDelivery delivery, Call call) {
            if (flaw == Flaw.TRUSTS_WHAT_IS_UNSIGNED
                    && delivery.webhook().header("X-Signature").isEmpty()) {
                return Optional.empty();
            }
            var key = super.verifyWebhook(delivery, call);
            return flaw == Flaw.KEYS_AT_RANDOM ? Optional.of(UUID.randomUUID().toString()) : key;
        }
    }
}
