package dev.connectorproxy.declarative.file;

import java.util.Optional;

/// That the target recognises repetitions by a key.
///
/// @param header that carries it; empty if it is the value of the parameter
/// @param parameter whose value replaces the derived key
public record Idempotency(Optional<String> header, Optional<String> parameter) {}
