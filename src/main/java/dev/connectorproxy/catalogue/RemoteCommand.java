package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Call;
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

    /// Hands the call on and waits for the answer, on a virtual thread of its own, which is interrupted when the deadline
    /// passes.
    ///
    /// @throws ConnectorException there was no answer that could be passed on
    Answer execute(Forwarded forwarded, Call call);

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
    }

    /// What came back, passed on byte for byte.
    record Answer(int httpStatus, JsonText body) {
        public Answer {
            Objects.requireNonNull(body, "body");
        }
    }
}
