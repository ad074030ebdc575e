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
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Bench bench;
    private final PaymentConnector connector;
    private final Polling poller;
    private Optional<Polling.Catch> poll = Optional.empty();

    LiveWalk(LiveFixture fixture, int pageSize) {
        this.bench = Bench.live(fixture);
        this.connector =
                fixture.provider()
                        .connector(
                                bench.config(),
                                new ProviderContext(
                                        bench.wire,
                                        InstantSource.system(),
                                        ProviderContext.Log.NONE));
        this.poller = new Polling(bench, connector, pageSize);
    }

    PaymentConnector connector() {
        return connector;
    }

    Call call() {
        return bench.call(PATIENCE);
    }

    int pageSize() {
        return bench.config().pageSize();
    }

    List<List<Row>> lists() {
        return poll().rows().values().stream().filter(it -> !it.isEmpty()).toList();
    }

    List<Row> rows() {
        return lists().stream().flatMap(List::stream).toList();
    }

    List<Row> rows(Task.Type kind) {
        return poll().of(kind);
    }

    Set<String> references(Task.Type kind) {
        return new TreeSet<>(poll().references(kind));
    }

    List<Place> taskRuns(Task.Type kind) {
        poll();
        return poller.taskRuns().stream().filter(it -> it.kind() == kind).toList();
    }

    Initiated create(Capability kind, PaymentInitiation order) {
        return kind == Capability.CREATE_TRANSFER
                ? connector.createTransfer(order, call())
                : connector.createPayout(order, call());
    }

    private Polling.Catch poll() {
        if (poll.isEmpty()) {
            poll = Optional.of(poller.poll());
        }
        return poll.get();
    }
}
