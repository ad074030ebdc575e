package dev.connectorproxy.plugins;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/// The classes of one plugin: what it shares with the host, then its own jars. An implementation of `jakarta.json` is lent to
/// a plugin that brings none. Open as long as the process.
final class PluginLoader extends URLClassLoader {
    private static final String LENT_CLASSES = "org.eclipse.parsson.";
    private static final String LENT_SERVICE = "META-INF/services/jakarta.json.spi.JsonProvider";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader host;

    PluginLoader(Bundle bundle, ClassLoader host) {
        this.host = host;
        super("plugin " + bundle.name(), urls(bundle), new SharedClasses(host));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException e) {
            if (name.startsWith(LENT_CLASSES)) {
                return host.loadClass(name);
            }
            throw e;
        }
    }

    @Override
    public URL findResource(String name) {
        var own = super.findResource(name);
        return own == null && name.equals(LENT_SERVICE) ? host.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        var own = super.findResources(name);
        if (own.hasMoreElements() || !name.equals(LENT_SERVICE)) {
            return own;
        }
        var lent = host.getResource(name);
        return Collections.enumeration(lent == null ? List.of() : List.of(lent));
    }

    private static URL[] urls(Bundle bundle) {
        return bundle.jars().stream()
                .map(it -> {
                    try {
                        return it.toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException("every JDK knows file URLs", e);
                    }
                })
                .toArray(URL[]::new);
    }
}
