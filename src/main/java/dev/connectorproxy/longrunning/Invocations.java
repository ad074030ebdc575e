package dev.connectorproxy.longrunning;

import java.util.List;
import java.util.Optional;

/// What operators may see and do. Thread-safe; all of it throws [StoreException] where the database fails.
public interface Invocations {

    /// The newest first.
    List<Invocation> list(Filter filter);

    Optional<Invocation> find(String id);

    /// Arguments and result, if the settings allow to show them.
    Optional<Invocation.Contents> contents(String id);

    /// Ends it: a command that is not over is not begun, or told to stop, and its task is told of the cancellation; the
    /// callback of one that is over is given up.
    ///
    /// @return whether there was anything to cancel
    boolean cancel(String id);

    /// Sends a callback at once that waits, is held, or was given up.
    ///
    /// @return whether there is such a callback
    boolean redrive(String id);

    /// Which ones to list.
    ///
    /// @param before those with smaller ids only
    record Filter(
            Optional<State> state,
            Optional<String> command,
            Optional<String> processInstance,
            Optional<String> before,
            int most) {}
}
