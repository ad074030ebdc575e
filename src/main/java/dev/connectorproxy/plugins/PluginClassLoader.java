package dev.connectorproxy.plugins;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/// The class loader of one plugin: the classes shared with the host first, then its own jars. The `jakarta.json`
/// implementation of the host is a fallback for a plugin without its own. Never closed.
final class PluginClassLoader extends URLClassLoader {
    private static final String FALLBACK_CLASSES = "org.eclipse.parsson.";
    private static final String FALLBACK_SERVICE =
            "META-INF/services/jakarta.json.spi.JsonProvider";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    PluginClassLoader(PluginBundle bundle, ClassLoader host) {
        this.host = host;
        super("plugin " + bundle.name(), urls(bundle), new SharedClassLoader(host));
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

    private static URL[] urls(PluginBundle bundle) {
        return bundle.jars().stream()
                .map(jar -> {
                    try {
                        return jar.toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException("every JDK has file URLs", e);
                    }
                })
                .toArray(URL[]::new);
    }
}
