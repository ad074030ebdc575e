package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;

/// The ways in which a sign-in fails; each message is a sentence for the person at the browser.
final class SigninFailure {
    private static final String CODE = "SigninFailed";

    private SigninFailure() {}

    /// The request makes no sense, or comes too late.
    static ConnectorException badRequest(String message) {
        return new ConnectorException(CODE, 400, message);
    }

    /// The settings, or the person, do not want this.
    static ConnectorException refused(String message) {
        return new ConnectorException(CODE, 403, message);
    }

    /// The settings lack something.
    static ConnectorException misconfigured(String message) {
        return new ConnectorException(CODE, 500, message);
    }

    /// The provider does not do its part.
    static ConnectorException badGateway(String message) {
        return new ConnectorException(CODE, 502, message);
    }

    static ConnectorException badGateway(String message, Throwable cause) {
        return new ConnectorException(CODE, 502, message, cause);
    }

    /// The provider does not answer; why is for the log, since it names hosts.
    static ConnectorException unreachable(boolean late, ConnectorException cause) {
        return new ConnectorException(
                CODE,
                late ? 504 : 502,
                "The provider cannot be reached from here (" + cause.code() + ").",
                cause);
    }

    /// Too much is going on.
    static ConnectorException busy(String message) {
        return new ConnectorException(CODE, 503, message);
    }
}
