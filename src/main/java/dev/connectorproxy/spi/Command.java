package dev.connectorproxy.spi;

import jakarta.json.JsonValue;

/// One command of a connector: `POST /v1/do/{connector}/{command}`. Called by many threads at once, so that what it keeps from
/// one call to the next must be thread-safe.
public interface Command {

    /// What the catalogue says of this command, the same each time. Asked at start.
    CommandSpec spec();

    /// Runs the command on a thread of its own (a virtual one for a built-in connector, a platform one for a plugin), which is
    /// interrupted when the call's deadline passes or the proxy gives up on it. `arguments` fit [#spec()]; nothing that
    /// starts with `spiff__` is among them, and secrets are in their place already.
    ///
    /// Its caller is answered at the deadline even if it goes on. A plugin of which 16 calls go on so is closed until one
    /// of them ends.
    ///
    /// @return never null; of a plugin no more than `plugins.response-bytes`
    /// @throws ConnectorException for every failure the caller should read; anything else, errors included, is told as
    ///     `INTERNAL_ERROR` and logged without its message
    CommandResult execute(Arguments arguments, Call call);

    /// Whether its work takes minutes: then its caller is told at once that it was accepted, and gets the result by callback.
    /// Asked at start.
    default boolean asynchronous() {
        return false;
    }

    /// Whether running it twice with these arguments does no more than running it once, as with a read, or a write that leaves
    /// the same state behind. What does not say so is never begun a second time after a crash.
    default boolean repeatable(Arguments arguments) {
        return false;
    }

    /// The `command_response.body` of a failed call, by default `{}`. Called after every failure, also one that
    /// [#execute(Arguments, Call)] never saw; it must answer at once.
    ///
    /// @param message as the caller reads it
    default JsonValue failureBody(String message) {
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
