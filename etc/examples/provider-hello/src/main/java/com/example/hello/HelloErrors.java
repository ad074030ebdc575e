package com.example.hello;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.toolkit.payment.UpstreamErrors.ParsedError;
import jakarta.json.JsonValue;

/// The error format of the API: `{"error": {"code": "unauthorized", "message": "…"}}`.
final class HelloErrors {
    private HelloErrors() {}

    /// The status decides how the engine goes on: a wrong key (401) is never retried, a rate limit (429) after a delay.
    static ParsedError read(int status, JsonValue body) {
        var error = JsonFields.ofResponse(body, "error").object("error");
        return new ParsedError(
                PaymentError.ofStatus(status),
                error.flatMap(fields -> fields.string("code")).orElse(""),
                error.flatMap(fields -> fields.string("message")).orElse(""));
    }
}
