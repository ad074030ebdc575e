package dev.connectorproxy.declarative.file;

import java.util.Optional;
import java.util.OptionalInt;

/// When a response makes the call fail, and how.
///
/// @param code the `error_code`
/// @param message JSONata; empty for a text with the status
/// @param status the `http_status`; empty for that of the response
/// @param retry whether an engine should repeat the task; empty to let the status decide
public record ErrorRule(
        SourceText when,
        String code,
        Optional<SourceText> message,
        OptionalInt status,
        Optional<Boolean> retry) {}
