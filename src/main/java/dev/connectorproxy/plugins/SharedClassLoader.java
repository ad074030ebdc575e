package dev.connectorproxy.plugins;

import java.util.List;

/// The parent of all plugin class loaders: the JDK, and the packages that host and plugins share,
/// `dev.connectorproxy.spi`, `dev.connectorproxy.toolkit` and `jakarta.json`. No other class and no resource of the host is visible through it.
final class SharedClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final List<String> SHARED =
            List.of("dev.connectorproxy.spi.", "dev.connectorproxy.toolkit.", "jakarta.json.");

    private final ClassLoader host;

    SharedClassLoader(ClassLoader host) {
        super("shared", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
