package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.payment.FetchRequest;
import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Point 8: failures of the provider, of its responses and of requests to it.
interface Point08Errors extends Point {
    int MAX_REQUESTS = 20;

    @TestFactory
    @Checks(ReviewRule.FAILURES)
    default Stream<DynamicTest> failuresAreReportedByTheirClass() {
        return each(this::reportsItsClass);
    }

    @TestFactory
    default Stream<DynamicTest> failuresContainNoSecret() {
        return each(this::keepsSecrets);
    }

    @TestFactory
    @Checks(ReviewRule.CURSOR)
    default Stream<DynamicTest> afterAFailureTheSameRequestBringsTheSamePage() {
        return each(this::recovers);
    }

    @TestFactory
    default Stream<DynamicTest> failuresOfTheFixtureAreReportedAndHaveNoLaterEffect() {
        var requests = requests(harness().connector());
        return harness().fixture.ownFaults().stream()
                .map(fault ->
                        DynamicTest.dynamicTest(fault.name(), () -> survives(fault, requests)));
    }

    @Test
    default void aProviderWithoutHttpSendsNoRequest() {
        new InstallTreePoller(harness(), harness().connector(), PageSize.MAX).poll();

        assertThat(
                "requests sent",
                harness().egress.sent().isEmpty(),
                is(!harness().fixture.talksHttp()));
    }

    private void reportsItsClass(ProviderFault fault, List<Asked> requests) {
        harness().egress.restore();
        var connector = harness().connector();
        for (var request : requests) {
            harness().egress.fail(fault);

            var failure = request.failure(harness(), connector);

            assertThat(
                    request + " upon " + fault.name() + ": " + failure.getMessage(),
                    failure.error().protocolCode(),
                    is(fault.expected().protocolCode()));
            harness().egress.restore();
        }
    }

    private void keepsSecrets(ProviderFault fault, List<Asked> requests) {
        harness().egress.restore();
        var connector = harness().connector();
        for (var request : requests) {
            harness().egress.fail(fault);

            var failureText =
                    ExpectedFailures.maybe(() -> request.fetch(harness(), connector))
                            .map(ExpectedFailures::texts)
                            .orElse("");

            var shown =
                    harness().secrets().stream()
                            .filter(secret ->
                                    failureText.contains(secret)
                                            || harness().log().stream()
                                                    .anyMatch(line -> line.contains(secret)))
                            .map(it -> request + " upon " + fault.name())
                            .toList();
            assertThat("secrets shown", shown, is(empty()));
            harness().egress.restore();
        }
    }

    private void recovers(ProviderFault fault, List<Asked> requests) {
        harness().egress.restore();
        var connector = harness().connector();
        for (var request : requests) {
            harness().egress.clear();
            var control = request.fetch(harness(), harness().connector());
            int sent = harness().egress.sent().size();
            for (int number = 1; number <= attempts(fault, sent); number++) {
                harness().egress.failAt(number, fault);
                var broken = attempt(request, connector);
                harness().egress.restore();
                broken.ifPresent(object ->
                        assertThat(request + " in spite of " + fault.name(), object, is(control)));
                assertThat(
                        request + " after " + fault.name(),
                        request.fetch(harness(), connector),
                        is(control));
            }
        }
    }

    /// Of the requests of a page, the first two fail with each fault, the others with one.
    private static int attempts(ProviderFault fault, int sent) {
        return fault.name().equals("503") ? Math.min(MAX_REQUESTS, Math.max(2, sent)) : 2;
    }

    /// The page, if the connector recovered from the failure, or did not send the request that fails.
    private Optional<Object> attempt(Asked request, PaymentConnector connector) {
        try {
            return Optional.of(request.fetch(harness(), connector));
        } catch (PaymentException _) {
            return Optional.empty();
        }
    }

    private void survives(ProviderFixture.OwnFault fault, List<Asked> requests) {
        var connector = harness().connector();
        for (var request : requests) {
            if (!fault.kinds().contains(request.taskRun().kind())) {
                continue;
            }
            var control = request.fetch(harness(), harness().connector());
            fault.breaks().run();
            try {
                var failure = request.failure(harness(), connector);
                assertThat(
                        request + " upon " + fault.name(), failure.error(), is(fault.expected()));
                var text = ExpectedFailures.texts(failure);
                assertThat(
                        "secrets shown",
                        harness().secrets().stream().anyMatch(text::contains),
                        is(false));
            } finally {
                fault.mends().run();
            }
            assertThat(
                    request + " after " + fault.name(),
                    request.fetch(harness(), connector),
                    is(control));
        }
    }

    /// A test for each fault, which is given the requests to make.
    private Stream<DynamicTest> each(BiConsumer<ProviderFault, List<Asked>> test) {
        var faults = faults();
        var requests = faults.isEmpty() ? List.<Asked>of() : requests(harness().connector());
        return faults.stream()
                .map(fault ->
                        DynamicTest.dynamicTest(fault.name(), () -> test.accept(fault, requests)));
    }

    private List<ProviderFault> faults() {
        if (!harness().fixture.talksHttp()) {
            return List.of();
        }
        var secret = String.join(" ", harness().secrets());
        return ProviderFault.all(
                status -> harness().fixture.errorBody(status, "no " + secret + " today"));
    }

    /// The first request of each path, and the one after it.
    private List<Asked> requests(PaymentConnector connector) {
        var poller = new InstallTreePoller(harness(), connector, PageSize.MAX);
        var poll = poller.poll();
        var asked = new ArrayList<Asked>();
        for (var taskRun : poller.oneOfEachPath(poll)) {
            var first = taskRun.request(Optional.empty(), 2);
            asked.add(new Asked(taskRun, first));
            harness()
                    .fetch(connector, taskRun, first)
                    .newState()
                    .ifPresent(value -> asked.add(new Asked(taskRun, first.after(value))));
        }
        return asked;
    }

    /// A request for a page.
    record Asked(TaskRun taskRun, FetchRequest request) {

        Object fetch(ProviderHarness harness, PaymentConnector connector) {
            return harness.fetch(connector, taskRun, request);
        }

        PaymentException failure(ProviderHarness harness, PaymentConnector connector) {
            return ExpectedFailures.of(toString(), () -> fetch(harness, connector));
        }

        @Override
        public String toString() {
            return taskRun + request.state().map(it -> " behind " + it).orElse("");
        }
    }
}
