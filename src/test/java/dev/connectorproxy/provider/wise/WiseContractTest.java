package dev.connectorproxy.provider.wise;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.PaymentProvider;

/// The conformance kit, passed by `wise`.
class WiseContractTest extends ProviderContract {

    @Override
    protected PaymentProvider provider() {
        return new WiseProvider();
    }

    @Override
    protected ProviderFixture fixture() {
        return new WiseFixture();
    }
}
