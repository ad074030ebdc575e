package dev.connectorproxy.spi;

import jakarta.json.JsonValue;

/// One command of a connector: `POST /v1/do/{connector}/{command}`. Called by many threads at once.
public interface Command {

    /// What the catalogue says of this command. Asked once, at start.
    CommandSpec spec();

    /// Runs the command on a virtual thread of its own, which is interrupted when the call's deadline passes or the proxy
    /// gives up on it. `arguments` fit [#spec()]; nothing that starts with `spiff__` is among them.
    ///
    /// @throws ConnectorException for every failure the caller should read; anything else is told as `INTERNAL_ERROR`
    CommandResult execute(Arguments arguments, Call call);

    /// The `command_response.body` of a failed call, by default `{}`.
    default JsonValue failureBody(String message) {
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
