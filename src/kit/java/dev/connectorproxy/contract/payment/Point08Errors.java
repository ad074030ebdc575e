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

    @TestFactory
    default Stream<DynamicTest> failuresAreReportedByTheirClass() {
        return each(this::tells);
    }

    @TestFactory
    default Stream<DynamicTest> failuresContainNoSecret() {
        return each(this::keepsSecrets);
    }

    @TestFactory
    default Stream<DynamicTest> afterAFailureTheSameRequestBringsTheSamePage() {
        return each(this::recovers);
    }

    @TestFactory
    default Stream<DynamicTest> failuresOfTheFixtureAreReportedAndHaveNoLaterEffect() {
        var requests = requests(bench().connector());
        return bench().fixture.ownFaults().stream()
                .map(fault ->
                        DynamicTest.dynamicTest(fault.name(), () -> survives(fault, requests)));
    }

    @Test
    default void aProviderWithoutHttpSendsNoRequest() {
        new Polling(bench(), bench().connector(), PageSize.MAX).poll();

        assertThat(
                "requests sent", bench().wire.sent().isEmpty(), is(!bench().fixture.talksHttp()));
    }

    private void tells(Fault fault, List<Asked> requests) {
        bench().wire.mend();
        var connector = bench().connector();
        for (var request : requests) {
            bench().wire.fail(fault);

            var failure = request.failure(bench(), connector);

            assertThat(
                    request + " upon " + fault.name() + ": " + failure.getMessage(),
                    failure.error().protocolCode(),
                    is(fault.expected().protocolCode()));
            bench().wire.mend();
        }
    }

    private void keepsSecrets(Fault fault, List<Asked> requests) {
        bench().wire.mend();
        var connector = bench().connector();
        for (var request : requests) {
            bench().wire.fail(fault);

            var failureText =
                    Failures.maybe(() -> request.fetch(bench(), connector))
                            .map(Failures::texts)
                            .orElse("");

            var shown =
                    bench().secrets().stream()
                            .filter(secret ->
                                    failureText.contains(secret)
                                            || bench().log().stream()
                                                    .anyMatch(line -> line.contains(secret)))
                            .map(it -> request + " upon " + fault.name())
                            .toList();
            assertThat("secrets shown", shown, is(empty()));
            bench().wire.mend();
        }
    }

    private void recovers(Fault fault, List<Asked> requests) {
        bench().wire.mend();
        var connector = bench().connector();
        for (var request : requests) {
            var control = request.fetch(bench(), bench().connector());
            for (int number = 1; number <= 2; number++) {
                bench().wire.failAt(number, fault);
                var broken = attempt(request, connector);
                bench().wire.mend();
                broken.ifPresent(object ->
                        assertThat(request + " in spite of " + fault.name(), object, is(control)));
                assertThat(
                        request + " after " + fault.name(),
                        request.fetch(bench(), connector),
                        is(control));
            }
        }
    }

    /// The page, if the connector recovered from the failure, or did not send the request that fails.
    private Optional<Object> attempt(Asked request, PaymentConnector connector) {
        try {
            return Optional.of(request.fetch(bench(), connector));
        } catch (PaymentException _) {
            return Optional.empty();
        }
    }

    private void survives(ProviderFixture.OwnFault fault, List<Asked> requests) {
        var connector = bench().connector();
        for (var request : requests) {
            if (!fault.kinds().contains(request.taskRun().kind())) {
                continue;
            }
            var control = request.fetch(bench(), bench().connector());
            fault.breaks().run();
            try {
                var failure = request.failure(bench(), connector);
                assertThat(
                        request + " upon " + fault.name(), failure.error(), is(fault.expected()));
                var text = Failures.texts(failure);
                assertThat(
                        "secrets shown",
                        bench().secrets().stream().anyMatch(text::contains),
                        is(false));
            } finally {
                fault.mends().run();
            }
            assertThat(
                    request + " after " + fault.name(),
                    request.fetch(bench(), connector),
                    is(control));
        }
    }

    /// A test for each fault, which is given the requests to make.
    private Stream<DynamicTest> each(BiConsumer<Fault, List<Asked>> test) {
        var faults = faults();
        var requests = faults.isEmpty() ? List.<Asked>of() : requests(bench().connector());
        return faults.stream()
                .map(fault ->
                        DynamicTest.dynamicTest(fault.name(), () -> test.accept(fault, requests)));
    }

    private List<Fault> faults() {
        if (!bench().fixture.talksHttp()) {
            return List.of();
        }
        var secret = String.join(" ", bench().secrets());
        return Fault.all(status -> bench().fixture.errorBody(status, "no " + secret + " today"));
    }

    /// The first request of each path, and the one after it.
    private List<Asked> requests(PaymentConnector connector) {
        var poller = new Polling(bench(), connector, PageSize.MAX);
        var poll = poller.poll();
        var asked = new ArrayList<Asked>();
        for (var taskRun : poller.oneOfEachPath(poll)) {
            var first = taskRun.request(Optional.empty(), 2);
            asked.add(new Asked(taskRun, first));
            bench().fetch(connector, taskRun, first)
                    .newState()
                    .ifPresent(value -> asked.add(new Asked(taskRun, first.after(value))));
        }
        return asked;
    }

    /// A request for a page.
    record Asked(Place taskRun, FetchRequest request) {

        Object fetch(Bench harness, PaymentConnector connector) {
            return harness.fetch(connector, taskRun, request);
        }

        PaymentException failure(Bench harness, PaymentConnector connector) {
            return Failures.of(toString(), () -> fetch(harness, connector));
        }

        @Override
        public String toString() {
            return taskRun + request.state().map(it -> " behind " + it).orElse("");
        }
    }
}
