package dev.connectorproxy.plugins;

/// The parent of all plugin class loaders: the JDK, and the packages that host and plugins share,
/// `dev.connectorproxy.spi` and `jakarta.json`. No other class and no resource of the host is visible through it.
final class SharedClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String SPI = "dev.connectorproxy.spi.";
    private static final String JSON = "jakarta.json.";

    private final ClassLoader host;

    SharedClassLoader(ClassLoader host) {
        super("shared", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SPI) || name.startsWith(JSON)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
