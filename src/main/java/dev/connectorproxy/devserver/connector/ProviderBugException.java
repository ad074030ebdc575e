package dev.connectorproxy.devserver.connector;

/// The code of a provider threw what the SPI does not allow, or returned `null`.
final class ProviderBugException extends RuntimeException {
    private final String method;

    /// @param method of the SPI with its arguments, which may contain secrets
    /// @param thrown never empty
    ProviderBugException(String method, Throwable thrown) {
        this.method = method;
        super("a provider has a bug", thrown, false, false);
    }

    String method() {
        return method;
    }
}
