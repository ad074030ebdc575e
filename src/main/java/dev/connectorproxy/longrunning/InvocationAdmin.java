package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.InvocationFilter;
import dev.connectorproxy.longrunning.store.Rerun;
import dev.connectorproxy.longrunning.store.StoredInvocation;
import java.util.List;
import java.util.Optional;

/// Administration of invocations. Thread-safe; every method throws [StoreException] when the database fails.
public interface InvocationAdmin {

    /// The invocations that match, newest first.
    List<StoredInvocation> list(InvocationFilter filter);

    Optional<StoredInvocation> find(String id);

    /// Arguments and result; empty for an unknown id, or when `long-running.show-contents` is off.
    Optional<StoredInvocation.Contents> contents(String id);

    /// Cancels an invocation. An unfinished command is not started, or is interrupted, and its task gets the error
    /// `InvocationCancelled`; the callback of a finished command is not sent any more.
    ///
    /// @return whether there was anything to cancel
    boolean cancel(String id);

    /// Makes a callback due at once that waits, is held, or is dead.
    ///
    /// @return whether there is such a callback
    boolean redrive(String id);

    /// Runs a closed invocation again, with its stored call, and sends its result by callback.
    ///
    /// @param confirmed whether a command that is not safe to repeat may be run
    Rerun rerun(String id, boolean confirmed);
}
