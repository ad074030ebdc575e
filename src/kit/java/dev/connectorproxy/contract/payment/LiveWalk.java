package dev.connectorproxy.contract.payment;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.Initiated;
import dev.connectorproxy.spi.payment.PaymentConnector;
import dev.connectorproxy.spi.payment.PaymentInitiation;
import dev.connectorproxy.spi.payment.ProviderContext;
import dev.connectorproxy.spi.payment.Task;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One poll of a provider's sandbox, executed on first use and cached.
final class LiveWalk {
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);

    private final ProviderHarness harness;
    private final PaymentConnector connector;
    private final InstallTreePoller poller;
    private Optional<InstallTreePoller.Poll> poll = Optional.empty();

    LiveWalk(LiveFixture fixture, int pageSize) {
        this.harness = ProviderHarness.live(fixture);
        this.connector =
                fixture.provider()
                        .connector(
                                harness.config(),
                                new ProviderContext(
                                        harness.egress,
                                        InstantSource.system(),
                                        ProviderContext.Log.NONE));
        this.poller = new InstallTreePoller(harness, connector, pageSize);
    }

    PaymentConnector connector() {
        return connector;
    }

    Call call() {
        return harness.call(CALL_TIMEOUT);
    }

    int pageSize() {
        return harness.config().pageSize();
    }

    List<List<FetchedRow>> lists() {
        return poll().rows().values().stream().filter(it -> !it.isEmpty()).toList();
    }

    List<FetchedRow> rows() {
        return lists().stream().flatMap(List::stream).toList();
    }

    List<FetchedRow> rows(Task.Type kind) {
        return poll().of(kind);
    }

    Set<String> references(Task.Type kind) {
        return new TreeSet<>(poll().references(kind));
    }

    List<TaskRun> taskRuns(Task.Type kind) {
        poll();
        return poller.taskRuns().stream().filter(it -> it.kind() == kind).toList();
    }

    Initiated create(Capability kind, PaymentInitiation order) {
        return kind == Capability.CREATE_TRANSFER
                ? connector.createTransfer(order, call())
                : connector.createPayout(order, call());
    }

    private InstallTreePoller.Poll poll() {
        if (poll.isEmpty()) {
            poll = Optional.of(poller.poll());
        }
        return poll.get();
    }
}
