package dev.connectorproxy.devserver;

import java.util.Objects;

/// What a connector's states are kept by.
///
/// @param name which of the others; empty for the other kinds
record StateKey(Kind kind, String name, PayloadKey payload) {
    StateKey {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(payload, "payload");
    }
}
