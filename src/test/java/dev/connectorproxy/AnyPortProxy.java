package dev.connectorproxy;

import java.io.IOException;

/// The whole program in this JVM, on free ports, for tests of other packages; loopback targets are allowed.
public final class AnyPortProxy implements AutoCloseable {
    private final RunningProxy proxy;

    private AnyPortProxy(RunningProxy proxy) {
        this.proxy = proxy;
    }

    public static AnyPortProxy start() throws IOException {
        return new AnyPortProxy(new RunningProxy("{}"));
    }

    /// The address of its development server.
    public String dev() {
        return "http://127.0.0.1:" + proxy.devPort().orElseThrow();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
