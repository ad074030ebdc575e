package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.List;
import java.util.Optional;

/// Administration on top of the stores.
///
/// @param failing makes the outcome of a cancelled command
/// @param showContents whether arguments and results may be shown
/// @param triggers called when a callback is due
record Operators(
        Stores stores,
        Runs runs,
        DeferredCallService.FailureMapper failing,
        boolean showContents,
        Due due)
        implements Invocations {

    /// The stores of invocations and of their runs.
    record Stores(InvocationStore invocations, RunStore runs) {}

    /// Wakes the delivery of callbacks.
    ///
    /// @param deliver for a callback that was just stored
    /// @param redeliver for a callback that may have no row in the queue any more
    record Due(Runnable first, Runnable again) {}

    @Override
    public List<Invocation> list(Filter filter) {
        return stores.invocations().list(filter);
    }

    @Override
    public Optional<Invocation> find(String id) {
        return stores.invocations().find(id);
    }

    @Override
    public Optional<Invocation.Contents> contents(String id) {
        return showContents ? stores.invocations().contents(id) : Optional.empty();
    }

    @Override
    public boolean cancel(String id) {
        var fencingToken = stores.invocations().fence(id);
        if (fencingToken.isEmpty()) {
            return stores.invocations().abandon(id);
        }
        var command = find(id).orElseThrow().from().command();
        var message =
                fencingToken.get() == 0
                        ? "an operator cancelled it before it was begun"
                        : "an operator cancelled it while it ran; whether it took effect is not known";
        var outcome =
                failing.toOutcome(
                        command, new ConnectorException(ErrorCode.INVOCATION_CANCELLED, message));
        if (!stores.runs().finish(id, fencingToken.get(), outcome)) {
            return false;
        }
        runs.interrupt(id);
        due.first().run();
        return true;
    }

    @Override
    public boolean redrive(String id) {
        boolean redriven = stores.invocations().redrive(id);
        if (redriven) {
            due.again().run();
        }
        return redriven;
    }
}
