package dev.connectorproxy.provider.stripe;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.PaymentProvider;

/// The conformance kit, passed by `stripe`.
class StripeContractTest extends ProviderContract {

    @Override
    protected PaymentProvider provider() {
        return new StripeProvider();
    }

    @Override
    protected ProviderFixture fixture() {
        return new StripeFixture();
    }
}
