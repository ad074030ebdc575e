package dev.connectorproxy.contract.payment.memory;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.connectorproxy.contract.payment.ProviderContract;
import dev.connectorproxy.contract.payment.ProviderFixture;
import dev.connectorproxy.contract.payment.ReviewRule;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.Arrays;
import java.util.Set;
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
    void messagesNameTheRuleTheMethodAndTheRow() {
        var outcome =
                KitRun.of(
                        selectClass(WithAFlaw.class), FLAW, Flaw.DATES_ROWS_BY_THEIR_UPDATE.name());

        assertThat(
                outcome.details(),
                containsString(
                        "rule 6, reference and createdAt stay when a row changes: fetchAccounts row accounts-0 after a change"));
        assertThat(outcome.details(), containsString("point 13, every field is as expected: "));
        assertThat(outcome.details(), containsString("(last call: fetchOthers, page size 1000)"));
    }

    @Test
    void everyRuleHasATest() {
        var checked =
                Arrays.stream(ProviderContract.class.getInterfaces())
                        .flatMap(point -> Arrays.stream(point.getDeclaredMethods()))
                        .flatMap(test -> ReviewRule.checkedBy(test).stream())
                        .collect(Collectors.toSet());

        assertThat(checked, is(Set.of(ReviewRule.values())));
    }

    @Test
    void thereIsAWrongProviderForEachPoint() {
        var points =
                Arrays.stream(Flaw.values())
                        .filter(flaw -> !flaw.tests().isEmpty())
                        .map(Flaw::point)
                        .collect(Collectors.toSet());

        assertThat(points, is(IntStream.rangeClosed(1, 17).boxed().collect(Collectors.toSet())));
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
            return FlawedProviders.of(flaw);
        }

        @Override
        protected ProviderFixture fixture() {
            return new MemoryFixture(flaw);
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
