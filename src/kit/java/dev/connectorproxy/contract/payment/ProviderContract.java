package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.payment.PaymentProvider;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The offline tests that every payment provider must pass, in points, each of which is an interface with tests.
/// A provider's test class extends this one and defines the provider and a [ProviderFixture].
///
/// A test that applies to some providers only, such as one on webhooks, exists for those only.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(FailureMessages.class)
public abstract class ProviderContract
        implements Point01Config,
                Point02Install,
                Point03History,
                Point04State,
                Point05Increments,
                Point06Models,
                Point07Children,
                Point08Errors,
                Point09Hygiene,
                Point10Orders,
                Point11Webhooks,
                Point12Concurrency,
                Point13Values,
                Point14Installations,
                Point15OddValues,
                Point16Requests,
                Point17Code {

    /// The current time of connectors under test.
    public static final Instant NOW = Instant.parse("2026-11-05T06:07:08Z");

    static final long SEED = 20_261_105;
    static final int ROWS = 7;

    /// For tests that need every kind of row.
    static final int MANY_ROWS = 40;

    private ProviderFixture fixture;
    private ProviderHarness harness;

    /// The provider under test.
    protected abstract PaymentProvider provider();

    /// A new fixture for it; closed after the last test.
    protected abstract ProviderFixture fixture() throws Exception;

    @Override
    public final ProviderHarness harness() {
        return harness;
    }

    @BeforeAll
    final void open() throws Exception {
        fixture = fixture();
    }

    @BeforeEach
    final void fill() {
        fixture.reset(SEED, ROWS);
        harness = new ProviderHarness(provider(), fixture);
    }

    @AfterAll
    final void close() {
        if (fixture != null) {
            fixture.close();
        }
    }
}
