package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.JsonText;
import java.util.Objects;

/// The result of an [Invocable].
public sealed interface InvocationResult {

    /// The result of a command of this proxy, which is put into an envelope.
    record Local(CommandResult result) implements InvocationResult {
        public Local {
            Objects.requireNonNull(result, "result of the command");
        }
    }

    /// The response of another proxy, which is passed on byte for byte.
    record Remote(int httpStatus, JsonText body) implements InvocationResult {
        public Remote {
            Objects.requireNonNull(body, "body");
        }
    }
}
