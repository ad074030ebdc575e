package com.example.hello;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;

/// The conformance kit: everything that the engine expects of a payment provider.
class HelloContractTest extends ProviderContract {
    @Override
    protected PaymentProvider provider() {
        return new HelloProvider();
    }

    @Override
    protected ProviderFixture fixture() throws IOException {
        return new HelloFixture();
    }
}
