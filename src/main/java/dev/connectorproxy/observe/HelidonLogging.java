package dev.connectorproxy.observe;

import io.helidon.logging.common.spi.LoggingProvider;

/// Tells Helidon that logging is taken care of, by [JulBridge]; without it, Helidon complains on standard error. Found by
/// [java.util.ServiceLoader].
public final class HelidonLogging implements LoggingProvider {
    @Override
    public void initialization() {}

    @Override
    public void runTime() {}
}
