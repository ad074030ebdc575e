package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/// A command that another proxy runs. Called by many threads at once.
public interface RemoteCommand {

    /// `{connector}/{command}` as it is called here.
    String id();

    /// Its entry in the catalogue, as the other proxy wrote it but for the id.
    JsonObject listing();

    /// Whether `spiff__task_data` is to be sent along.
    boolean wantsTaskData();

    /// How this proxy itself sees to it that its result comes by callback; empty where that is left to the other proxy.
    default Optional<Later> later() {
        return Optional.empty();
    }

    /// Hands the call on and waits for the answer, on a virtual thread of its own, which is interrupted when the deadline
    /// passes.
    ///
    /// @throws ConnectorException there was no answer that could be passed on
    Answer execute(Forwarded forwarded, Call call);

    /// A command whose result this proxy may tell by callback.
    ///
    /// @param spec what is known of its parameters
    /// @param always whether by callback always, and not just when it takes long
    record Later(CommandSpec spec, boolean always) {
        public Later {
            Objects.requireNonNull(spec, "spec");
        }
    }

    /// What is handed on.
    ///
    /// @param body as the caller sent it
    /// @param mediaType of the body
    /// @param via the `Via` header of the caller's request: the proxies it came through
    record Forwarded(byte[] body, String mediaType, Optional<String> via) {
        public Forwarded {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(via, "via");
        }

        /// These arguments and nothing else, as a JSON object.
        public static Forwarded of(Arguments arguments) {
            return new Forwarded(ArgumentsJson.of(arguments), "application/json", Optional.empty());
        }
    }

    /// What came back, passed on byte for byte.
    record Answer(int httpStatus, JsonText body) {
        public Answer {
            Objects.requireNonNull(body, "body");
        }
    }
}
