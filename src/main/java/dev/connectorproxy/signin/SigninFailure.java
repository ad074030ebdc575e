package dev.connectorproxy.signin;

import dev.connectorproxy.spi.ConnectorException;

/// Creates the failures of a sign-in. Each message is shown to the person at the browser, so it is a full sentence.
final class SigninFailure {
    private static final String CODE = "SigninFailed";

    private SigninFailure() {}

    /// 400: the request is invalid or too late.
    static ConnectorException badRequest(String message) {
        return new ConnectorException(CODE, 400, message);
    }

    /// 403: the settings or the person deny the sign-in.
    static ConnectorException refused(String message) {
        return new ConnectorException(CODE, 403, message);
    }

    /// 500: a setting is missing.
    static ConnectorException misconfigured(String message) {
        return new ConnectorException(CODE, 500, message);
    }

    /// 502: the provider does not behave as OAuth 2 requires.
    static ConnectorException badGateway(String message) {
        return new ConnectorException(CODE, 502, message);
    }

    /// 502 with the cause, for the log.
    static ConnectorException badGateway(String message, Throwable cause) {
        return new ConnectorException(CODE, 502, message, cause);
    }

    /// 502, or 504 after a timeout: the provider does not respond. The cause is for the log only, because it names
    /// hosts.
    static ConnectorException unreachable(boolean timedOut, ConnectorException cause) {
        return new ConnectorException(
                CODE,
                timedOut ? 504 : 502,
                "The provider cannot be reached from here (" + cause.code() + ").",
                cause);
    }

    /// 503: too many requests are running.
    static ConnectorException busy(String message) {
        return new ConnectorException(CODE, 503, message);
    }
}
