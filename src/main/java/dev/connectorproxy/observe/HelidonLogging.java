package dev.connectorproxy.observe;

import io.helidon.logging.common.spi.LoggingProvider;

/// Declares to Helidon that [LogWriter#install] configures logging, or Helidon would print a warning on standard error. Found
/// by [java.util.ServiceLoader].
public final class HelidonLogging implements LoggingProvider {
    @Override
    public void initialization() {}

    @Override
    public void runTime() {}
}
