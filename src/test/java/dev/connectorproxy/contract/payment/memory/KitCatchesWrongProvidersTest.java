package dev.connectorproxy.contract.payment.memory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Checks that the conformance kit detects flaws: for each point there is a provider with one flaw, and exactly the
/// tests about that flaw fail.
class KitCatchesWrongProvidersTest {
    private static final String FLAW = "contract.flaw";

    @ParameterizedTest
    @EnumSource
    void exactlyTheTestsFailThatAreAboutTheFlaw(Flaw flaw) {
        var outcome = KitRun.of(selectClass(WithAFlaw.class), FLAW, flaw.name());

        assertThat(outcome.details(), outcome.failed(), is(flaw.tests()));
        assertThat(outcome.ran().size(), is(greaterThan(50)));
    }

    @Test
    void thereIsAWrongProviderForEachOfTheTwelvePoints() {
        var points =
                Arrays.stream(Flaw.values())
                        .filter(flaw -> !flaw.tests().isEmpty())
                        .map(Flaw::point)
                        .collect(Collectors.toSet());

        assertThat(points, is(IntStream.rangeClosed(1, 12).boxed().collect(Collectors.toSet())));
    }

    /// The provider whose flaw the run was started with.
    @ExtendWith(FlawOfTheRun.class)
    static class WithAFlaw extends ProviderContract {
        private final Flaw flaw;

        WithAFlaw(Flaw flaw) {
            this.flaw = flaw;
        }

        @Override
        protected PaymentProvider provider() {
            return new WrongProvider(flaw);
        }

        @Override
        protected ProviderFixture fixture() {
            return new MemoryFixture();
        }
    }

    static final class FlawOfTheRun implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Flaw.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Flaw.valueOf(context.getConfigurationParameter(FLAW).orElseThrow());
        }
    }
}
