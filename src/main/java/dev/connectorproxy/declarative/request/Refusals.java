package dev.connectorproxy.declarative.request;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;

/// The failures of this package. No message holds a value.
final class Refusals {
    /// The body, in messages.
    static final String BODY = "body";

    private Refusals() {}

    /// @param name of a parameter, of a property of a form, or [#BODY]
    static ConnectorException parameter(String name, String problem) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '%s' %s".formatted(name, problem));
    }
}
