package dev.connectorproxy.plugins;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/// The class loader of one plugin: the classes shared with the host first, then its own jars. The `jakarta.json`
/// implementation of the host is a fallback for a plugin without its own.
final class PluginClassLoader extends URLClassLoader {
    private static final String FALLBACK_CLASSES = "org.eclipse.parsson.";
    private static final String FALLBACK_SERVICE =
            "META-INF/services/jakarta.json.spi.JsonProvider";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    /// @param name of the plugin
    PluginClassLoader(String name, List<URL> urls) {
        var host = PluginClassLoader.class.getClassLoader();
        this.host = host;
        super("plugin " + name, urls.toArray(URL[]::new), new SharedClassLoader(host));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException e) {
            if (name.startsWith(FALLBACK_CLASSES)) {
                return host.loadClass(name);
            }
            throw e;
        }
    }

    @Override
    public URL findResource(String name) {
        var own = super.findResource(name);
        return own == null && name.equals(FALLBACK_SERVICE) ? host.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        var own = super.findResources(name);
        if (own.hasMoreElements() || !name.equals(FALLBACK_SERVICE)) {
            return own;
        }
        var fallback = host.getResource(name);
        return Collections.enumeration(fallback == null ? List.of() : List.of(fallback));
    }
}
