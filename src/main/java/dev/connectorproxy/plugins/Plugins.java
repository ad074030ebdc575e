package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/// The connectors of the plugin directory, and how each plugin fares. Whatever is wrong with one is reported and leaves the
/// others alone. Thread-safe once loaded.
public final class Plugins {
    private static final int MOST_FAILURES = 100;

    private final PluginSettings settings;
    private final PluginReport report = new PluginReport();
    private final Takeover takeover;
    private final Map<String, String> owners = new HashMap<>();
    private final List<ConnectorProvider> connectors = new ArrayList<>();

    /// A provider that said its name.
    private record Named(String name, ConnectorProvider provider) {}

    private Plugins(PluginSettings settings, Collection<ConnectorProvider> builtIn) {
        this.settings = settings;
        this.takeover = new Takeover(settings.responseBytes());
        builtIn.forEach(it -> owners.put(it.name(), "a built-in connector"));
    }

    /// Loads what lies in the directory, in the order of names.
    ///
    /// @param builtIn the connectors that are there already, and keep their names
    public static Plugins load(PluginSettings settings, Collection<ConnectorProvider> builtIn) {
        JsonText.ofString(""); // finds its JSON library here, not first on a plugin's thread
        var plugins = new Plugins(settings, builtIn);
        try {
            Bundle.in(settings.directory()).forEach(plugins::load);
        } catch (IOException e) {
            plugins.report.broken(
                    String.valueOf(settings.directory().getFileName()),
                    "the directory cannot be read (%s)".formatted(e.getClass().getSimpleName()));
        }
        return plugins;
    }

    /// One for each provider that could be created and has a name of its own.
    public List<ConnectorProvider> connectors() {
        return List.copyOf(connectors);
    }

    /// Whether something is wrong with one of them, so far.
    public boolean anyBroken() {
        return !report.broken().isEmpty();
    }

    /// Those in use, each with what it offers. Complete once the connectors were asked for their commands.
    public Map<String, String> loaded() {
        return report.loaded();
    }

    /// How each fares, by the name of its file.
    public Map<String, String> told() {
        var all = new TreeMap<>(report.loaded());
        report.broken()
                .forEach((file, why) ->
                        all.merge(file, "broken: " + why, (one, other) -> one + "; " + other));
        return all;
    }

    /// Tells of each broken plugin once: file name and reason; of those found later as well.
    public void listen(BiConsumer<String, String> listener) {
        report.listen(listener);
    }

    private void load(Bundle bundle) {
        var flaw = bundle.flaw();
        if (flaw.isPresent()) {
            report.broken(bundle.name(), flaw.get());
            return;
        }
        var loader = new PluginLoader(bundle, Plugins.class.getClassLoader());
        var threads = new PluginThreads(bundle.name(), loader);
        try {
            threads.call(() -> providers(bundle, loader), settings.startTimeout())
                    .forEach(it -> adopt(bundle, threads, it));
        } catch (ExecutionException e) {
            report.broken(bundle.name(), Reason.of(e.getCause()));
        } catch (TimeoutException e) {
            report.broken(bundle.name(), Reason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.broken(bundle.name(), Reason.of(e));
        }
    }

    /// On the plugin's thread. One provider that fails does not keep the next one from being tried.
    private List<Named> providers(Bundle bundle, ClassLoader loader) {
        var found = new ArrayList<Named>();
        var iterator = ServiceLoader.load(ConnectorProvider.class, loader).iterator();
        for (var failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                var provider = iterator.next();
                found.add(new Named(provider.name(), provider));
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                failures++;
                report.broken(bundle.name(), Reason.of(e));
            }
        }
        return found;
    }

    private void adopt(Bundle bundle, PluginThreads threads, Named named) {
        var name = named.name();
        if (name == null || !name.matches("[A-Za-z0-9_-]+")) {
            report.broken(bundle.name(), "its connector has an impossible name, or none");
            return;
        }
        var owner = owners.putIfAbsent(name, bundle.name());
        if (owner != null) {
            report.broken(
                    bundle.name(), "the connector name %s is taken by %s".formatted(name, owner));
            return;
        }
        connectors.add(
                new Plugin(
                        name,
                        bundle.name(),
                        named.provider(),
                        threads,
                        settings.startTimeout(),
                        takeover,
                        report));
    }
}
