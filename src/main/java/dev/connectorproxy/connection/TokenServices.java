package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Egress;
import java.time.InstantSource;

/// What connections with access tokens need.
///
/// @param egress sends the requests to token endpoints
public record TokenServices(Egress egress, RefreshTokens refreshTokens, InstantSource clock) {}
