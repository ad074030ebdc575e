package dev.connectorproxy.spi;

import jakarta.json.JsonValue;

/// One command of a connector: `POST /v1/do/{connector}/{command}`. Called by many threads at once, so state that
/// outlives one call must be thread-safe.
public interface Command {

    /// The catalogue entry of this command; equal each time. Read at start.
    CommandSpec spec();

    /// Runs the command on a thread of its own (a virtual thread for a built-in connector, a platform thread for a
    /// plugin), which is interrupted when the call's deadline passes or the proxy abandons the call. `arguments`
    /// satisfy [#spec()]; parameters that start with `spiff__` are removed, and references to secrets are already
    /// resolved.
    ///
    /// The caller gets a response at the deadline even if the command is still running. A plugin with 16 such calls
    /// refuses further calls until one of them ends.
    ///
    /// @return never null; the result of a plugin has at most `plugins.response-bytes` bytes
    /// @throws ConnectorException for every failure that the caller should see; any other [Throwable] is reported as
    ///     `INTERNAL_ERROR` and logged without its message
    CommandResult execute(Arguments arguments, Call call);

    /// Whether the command takes minutes: its caller then gets `202 Accepted` at once and the result by callback. Read
    /// at start.
    default boolean asynchronous() {
        return false;
    }

    /// Whether running it with these arguments is idempotent (RFC 9110, section 9.2.2), such as a read, or a write that
    /// results in the same state. A command that is not is never restarted after a crash.
    default boolean repeatable(Arguments arguments) {
        return false;
    }

    /// What a call with these arguments depends on, such as the host of a URL; by default the same for all calls of the
    /// connector. Deferred calls share the slots in which they run among these, so that a target that hangs does not hold
    /// up calls to others. The result is kept in memory only; this must not block.
    default String target(Arguments arguments) {
        return "";
    }

    /// Tests the credentials of a connection that fill parameters of this command: connects and logs in, and does nothing
    /// else. Called when an operator tests the connection, on a thread of its own.
    ///
    /// @param arguments those that the connection fills, and no others
    /// @return whether the command can tell; by default not
    /// @throws ConnectorException the credentials are not accepted, or the target is not reached
    default boolean testConnection(Arguments arguments, Call call) {
        return false;
    }

    /// The `command_response.body` of a failed call, by default `{}`. Called after every failure, also one that
    /// happened before [#execute(Arguments, Call)]; it must not block.
    ///
    /// @param message the error message that the caller gets
    default JsonValue failureBody(String message) {
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
