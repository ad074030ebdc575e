package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonValue;
import java.util.Map;

/// What `POST /v1/do/{connector}/{command}` invokes: a command of this proxy or of another one, or the asynchronous
/// variant of either. Called by many threads at once.
public sealed interface Invocable permits RegisteredCommand, RemoteCommand {

    CommandId id();

    /// Which calls get `202 Accepted`, and their result by callback.
    Deferral deferral();

    /// Validates what a caller sent, as far as this proxy knows the parameters.
    ///
    /// @throws ConnectorException `InvalidParameters`
    Arguments check(Map<String, JsonText> sent);

    /// Whether running it with these arguments a second time, after a crash, is safe.
    boolean repeatable(Arguments arguments);

    /// What a call with these arguments depends on; see [dev.connectorproxy.spi.Command#target].
    String target(Arguments arguments);

    /// Runs the command, or forwards the call, and waits for the result. Runs on a thread of its own, which is
    /// interrupted at the deadline.
    ///
    /// @return never null
    /// @throws ConnectorException a failure that the caller should see; any other exception is a bug
    InvocationResult invoke(Invocation invocation, Call call);

    /// The `command_response.body` of a failed call; must not block.
    ///
    /// @param message the error message that the caller gets
    JsonValue failureBody(String message);

    /// Which calls of a command are deferred by this proxy.
    enum Deferral {
        /// None.
        NEVER,
        /// Those that take long.
        WHEN_SLOW,
        /// All.
        ALWAYS
    }
}
