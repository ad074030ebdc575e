package dev.connectorproxy.plugins;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/// Finds the providers of a plugin, on a thread of the plugin.
///
/// @param timeout how long the plugin may take to list them
record BundleServices(PluginThreads threads, Duration timeout) {
    private static final int MAX_FAILURES = 100;

    /// A provider and its name, read once on a thread of the plugin.
    record Named<S>(String name, S provider) {}

    /// @param failures why others could not be created
    record Found<S>(List<Named<S>> providers, List<Throwable> failures) {}

    <S> Found<S> find(Class<S> service, Function<S, String> name) {
        return threads.call(
                () -> findAll(ServiceLoader.load(service), name),
                timeout,
                failure -> new Found<>(List.of(), List.of(failure)));
    }

    /// Runs on a thread of the plugin, which has its context class loader. After a provider that fails, the next one is
    /// tried.
    private static <S> Found<S> findAll(ServiceLoader<S> services, Function<S, String> name) {
        var found = new Found<S>(new ArrayList<>(), new ArrayList<>());
        var iterator = services.iterator();
        while (found.failures().size() < MAX_FAILURES) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                var provider = iterator.next();
                found.providers().add(new Named<>(name.apply(provider), provider));
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                found.failures().add(e);
            }
        }
        return found;
    }
}
