package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.contract.payment.memory.code.ConnectingProvider;
import dev.connectorproxy.contract.payment.memory.code.InventingProvider;
import dev.connectorproxy.contract.payment.memory.code.MixingProvider;
import dev.connectorproxy.contract.payment.memory.code.RememberingProvider;
import dev.connectorproxy.contract.payment.memory.code.SchedulingProvider;
import dev.connectorproxy.contract.payment.memory.code.StoringProvider;
import dev.connectorproxy.spi.payment.PaymentProvider;

/// The provider with each flaw. No provider refers to this class, so that the kit reads the code of one alone.
final class FlawedProviders {
    private FlawedProviders() {}

    static PaymentProvider of(Flaw flaw) {
        return switch (flaw) {
            case OPENS_CONNECTIONS -> new ConnectingProvider();
            case STARTS_THREADS -> new SchedulingProvider();
            case KEEPS_FILES -> new StoringProvider();
            case KEEPS_STATIC_VARIABLES -> new RememberingProvider();
            case INVENTS_IDS -> new InventingProvider();
            case SIGNS_WHERE_IT_SENDS -> new MixingProvider();
            default -> new WrongProvider(flaw);
        };
    }
}
