package dev.connectorproxy.plugins;

/// What every plugin sees of its host: the JDK, and the types that both sides must mean alike. Nothing else of the host can
/// be found through here, neither a class nor a resource.
final class SharedClasses extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String SPI = "dev.connectorproxy.spi.";
    private static final String JSON = "jakarta.json.";

    private final ClassLoader host;

    SharedClasses(ClassLoader host) {
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
