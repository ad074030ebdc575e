package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.PaymentProvider;

class MemoryProviderContractTest extends ProviderContract {
    @Override
    protected PaymentProvider provider() {
        return new MemoryProvider();
    }

    @Override
    protected ProviderFixture fixture() {
        return new MemoryFixture();
    }
}
