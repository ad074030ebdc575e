package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.longrunning.store.InvocationFilter;
import dev.connectorproxy.longrunning.store.Rerun;
import dev.connectorproxy.longrunning.store.StoredInvocation;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.List;
import java.util.Optional;

/// Administration on top of the stores.
///
/// @param commands makes the outcome of a cancelled command
/// @param showContents whether arguments and results may be shown
/// @param triggers called when something is due
record StoredInvocationAdmin(
        EngineStores stores,
        InvocationRunner runner,
        DeferredCallService.Commands commands,
        boolean showContents,
        Triggers triggers)
        implements InvocationAdmin {

    /// Wakes the queues.
    ///
    /// @param run for a command
    /// @param deliver for a callback that was just stored
    /// @param redeliver for a callback that may have no row in the queue any more
    record Triggers(Runnable run, Runnable deliver, Runnable redeliver) {}

    @Override
    public List<StoredInvocation> list(InvocationFilter filter) {
        return stores.invocations().list(filter);
    }

    @Override
    public Optional<StoredInvocation> find(String id) {
        return stores.invocations().find(id);
    }

    @Override
    public Optional<StoredInvocation.Contents> contents(String id) {
        return showContents ? stores.invocations().contents(id) : Optional.empty();
    }

    @Override
    public boolean cancel(String id) {
        var unfinished = stores.invocations().findUnfinished(id);
        if (unfinished.isEmpty()) {
            return stores.invocations().cancelCallback(id);
        }
        var message =
                unfinished.get().running()
                        ? "an operator cancelled it while it ran; whether it took effect is not known"
                        : "an operator cancelled it before it was begun";
        var outcome =
                commands.toOutcome(
                        unfinished.get().command(),
                        unfinished.get().arguments(),
                        new ConnectorException(ErrorCode.INVOCATION_CANCELLED, message));
        if (!stores.runs().finish(id, unfinished.get().fencingToken(), outcome)) {
            return false;
        }
        runner.interrupt(id);
        triggers.deliver().run();
        return true;
    }

    @Override
    public boolean redrive(String id) {
        boolean redriven = stores.invocations().redrive(id);
        if (redriven) {
            triggers.redeliver().run();
        }
        return redriven;
    }

    @Override
    public Rerun rerun(String id, boolean confirmed) {
        var result = stores.invocations().rerun(id, confirmed);
        if (result == Rerun.SCHEDULED) {
            triggers.run().run();
        }
        return result;
    }
}
