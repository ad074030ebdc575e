package dev.connectorproxy.declarative.file;

import java.util.Optional;

/// That the target recognises repetitions by a key.
///
/// @param header that carries it
/// @param parameter whose value replaces the derived key
public record Idempotency(String header, Optional<String> parameter) {}
