package dev.connectorproxy.devserver.state;

import java.util.Objects;

/// The key of a stored state.
///
/// @param name of the kind `others`: which of them; empty for all other kinds
public record StateKey(FetchKind kind, String name, PayloadIdentity payload) {
    public StateKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(payload, "payload");
    }
}
