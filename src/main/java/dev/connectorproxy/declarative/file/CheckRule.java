package dev.connectorproxy.declarative.file;

/// When arguments are refused.
///
/// @param message JSONata
public record CheckRule(SourceText when, SourceText message) {}
