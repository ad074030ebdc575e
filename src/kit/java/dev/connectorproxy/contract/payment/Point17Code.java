package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Point 17: the compiled classes of the provider, and the assumptions behind them.
interface Point17Code extends Point {

    @Test
    @Checks(ReviewRule.EGRESS)
    default void theCodeOpensNoConnection() {
        assertThat("calls beside the egress", classes().connections(), is(empty()));
    }

    @Test
    @Checks(ReviewRule.ENGINE)
    default void theCodeLeavesSchedulesIdsAndStorageToTheEngine() {
        var classes = classes();

        assertThat("threads, timers and clocks", classes.schedules(), is(empty()));
        assertThat("invented ids", classes.inventedIds(), is(empty()));
        assertThat("storage", classes.storage(!harness().fixture.talksHttp()), is(empty()));
    }

    @Test
    @Checks(ReviewRule.SEPARATION)
    default void signingMappingAndTransportAreApart() {
        assertThat("classes with two concerns", classes().mixedConcerns(), is(empty()));
    }

    /// A test each, so that the report lists them.
    @TestFactory
    @Checks(ReviewRule.ASSUMPTIONS)
    default Stream<DynamicTest> assumptions() {
        var assumptions = harness().fixture.assumptions();
        assertThat(
                "what the fixture assumes of the provider: override assumptions()",
                assumptions,
                is(not(empty())));
        return assumptions.stream()
                .map(text ->
                        DynamicTest.dynamicTest(
                                "assumed: " + text,
                                () ->
                                        assertThat(
                                                "a sentence: " + text,
                                                text.strip().split("\\s+").length > 2,
                                                is(true))));
    }

    private ProviderClasses classes() {
        return ProviderClasses.of(harness().provider);
    }
}
