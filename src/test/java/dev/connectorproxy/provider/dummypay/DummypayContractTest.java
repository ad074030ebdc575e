package dev.connectorproxy.provider.dummypay;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.io.TempDir;

/// The conformance kit, passed by `dummypay`.
class DummypayContractTest extends ProviderContract {
    @TempDir private static Path directory;

    @Override
    protected PaymentProvider provider() {
        return new DummypayProvider();
    }

    @Override
    protected ProviderFixture fixture() {
        return new DummypayFixture(
                directory,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }
}
