package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.PaymentConfig;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.PollStatus;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/// Connectors that pay wrongly, or have wrong webhooks.
final class WrongOrders {
    private WrongOrders() {}

    static MemoryConnector of(Flaw flaw, PaymentConfig config, ProviderContext context) {
        return new Wrong(flaw, config, context);
    }

    private static final class Wrong extends MemoryConnector {
        private static final AtomicInteger KEYS = new AtomicInteger();
        private final Flaw flaw;

        Wrong(Flaw flaw, PaymentConfig config, ProviderContext context) {
            super(
                    config,
                    context,
                    new MemoryMapping(context),
                    new WrongWebhooks(flaw, context.clock()));
            this.flaw = flaw;
        }

        @Override
        String key(String reference) {
            return flaw == Flaw.PAYS_TWICE ? "key-" + KEYS.incrementAndGet() : reference;
        }

        @Override
        JsonObject order(String path, PaymentInitiation order, Call call) {
            return flaw == Flaw.PAYS_ANYTHING
                    ? send(path, order, call)
                    : super.order(path, order, call);
        }

        @Override
        public PollStatus pollTransferStatus(String transferId, Call call) {
            return flaw == Flaw.POLLS_FOR_EVER
                    ? new PollStatus.Pending()
                    : super.pollTransferStatus(transferId, call);
        }
    }
}
