package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.List;
import java.util.Optional;

/// What operators see and do, on the stores.
///
/// @param failing how a cancellation is told
/// @param showContents whether arguments and results may be shown
/// @param due told when a callback is due
record Operators(
        Stores stores, Runs runs, LongRunning.Failing failing, boolean showContents, Due due)
        implements Invocations {

    /// Where things are kept.
    record Stores(InvocationStore invocations, RunStore runs) {}

    /// What has callbacks sent.
    ///
    /// @param again one that may not be scheduled any more
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
        var fence = stores.invocations().fence(id);
        if (fence.isEmpty()) {
            return stores.invocations().abandon(id);
        }
        var command = find(id).orElseThrow().from().command();
        var told =
                fence.get() == 0
                        ? "an operator cancelled it before it was begun"
                        : "an operator cancelled it while it ran; whether it took effect is not known";
        var outcome =
                failing.failed(
                        command, new ConnectorException(ErrorCode.INVOCATION_CANCELLED, told));
        if (!stores.runs().finish(id, fence.get(), outcome)) {
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
