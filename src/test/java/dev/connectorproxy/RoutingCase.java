package dev.connectorproxy;

import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.RoutingTest;
import io.helidon.webserver.testing.junit5.SetUpServer;

/// A test of routes without a socket and without the listener's guard: a subclass has a static method with
/// `@SetUpRoute`, and a constructor that takes a `DirectClient`.
@RoutingTest
public abstract class RoutingCase {

    /// Without the features on the class path: among them are the metrics for which there is [ServerMetricsLock].
    @SetUpServer
    static void server(WebServerConfig.Builder server) {
        server.featuresDiscoverServices(false);
    }
}
