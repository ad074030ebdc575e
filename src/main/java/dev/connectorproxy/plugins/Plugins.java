package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// The connectors and payment providers of the plugin directory, and the status of each plugin. A broken plugin is
/// reported and does not affect the others. Thread-safe once loaded.
public final class Plugins {
    private static final int MAX_FAILURES = 100;

    private final PluginSettings settings;
    private final PluginReport report = new PluginReport();
    private final ResultSanitizer sanitizer;
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, String> paymentOwners = new HashMap<>();
    private final List<ConnectorProvider> connectors = new ArrayList<>();
    private final List<PaymentProvider> paymentProviders = new ArrayList<>();

    /// The connectors and providers without plugins; plugins cannot take their names.
    public record BuiltIn(
            Collection<ConnectorProvider> connectors, Collection<PaymentProvider> providers) {}

    /// A provider and its name, read once on a thread of the plugin.
    private record Named<S>(String name, S provider) {}

    private Plugins(PluginSettings settings, BuiltIn builtIn) {
        this.settings = settings;
        this.sanitizer = new ResultSanitizer(settings.responseBytes());
        builtIn.connectors()
                .forEach(connector -> owners.put(connector.name(), "a built-in connector"));
        builtIn.providers()
                .forEach(provider -> paymentOwners.put(provider.name(), "a built-in provider"));
    }

    /// Loads all plugins of the directory, in the order of file names.
    public static Plugins load(PluginSettings settings, BuiltIn builtIn) {
        JsonText.ofString(
                ""); // loads the JSON library with the class loader of the host, not on a thread of
        // a plugin
        var plugins = new Plugins(settings, builtIn);
        try {
            PluginBundle.findAll(settings.directory()).forEach(plugins::load);
        } catch (IOException e) {
            plugins.report.broken(
                    String.valueOf(settings.directory().getFileName()),
                    "the directory cannot be read (%s)".formatted(e.getClass().getSimpleName()));
        }
        return plugins;
    }

    /// The connectors that could be created and have a unique name.
    public List<ConnectorProvider> connectors() {
        return List.copyOf(connectors);
    }

    /// The payment providers that could be created and have a unique name. The development server calls them on its own
    /// threads, with timeouts.
    public List<PaymentProvider> paymentProviders() {
        return List.copyOf(paymentProviders);
    }

    /// Whether any plugin is broken, as far as is known now.
    public boolean anyBroken() {
        return !report.broken().isEmpty();
    }

    /// The loaded plugins and what each offers. Complete once the connectors were asked for their commands.
    public Map<String, String> loaded() {
        return report.loaded();
    }

    /// The status of each plugin, by file name; for the health check.
    public Map<String, String> statuses() {
        var all = new TreeMap<>(report.loaded());
        report.broken()
                .forEach((file, reason) ->
                        all.merge(file, "broken: " + reason, (one, other) -> one + "; " + other));
        return all;
    }

    /// Sets the listener, which receives file name and reason of each broken plugin once, also of those found later.
    public void listen(BiConsumer<String, String> listener) {
        report.listen(listener);
    }

    private void load(PluginBundle bundle) {
        var flaw = bundle.loadFailure();
        if (flaw.isPresent()) {
            report.broken(bundle.name(), flaw.get());
            return;
        }
        var loader = new PluginClassLoader(bundle, Plugins.class.getClassLoader());
        var threads = new PluginThreads(bundle.name(), loader);
        var found = providers(bundle, threads, ConnectorProvider.class, ConnectorProvider::name);
        found.ifPresent(all -> all.forEach(named -> register(bundle, threads, named)));
        found.flatMap(_ -> providers(bundle, threads, PaymentProvider.class, PaymentProvider::name))
                .ifPresent(all -> all.forEach(named -> register(bundle, loader, named)));
    }

    /// Empty if the plugin did not list its providers in time, which is reported.
    private <S> Optional<List<Named<S>>> providers(
            PluginBundle bundle,
            PluginThreads threads,
            Class<S> service,
            Function<S, String> name) {
        return threads.call(
                () -> Optional.of(find(bundle, ServiceLoader.load(service), name)),
                settings.startTimeout(),
                failure -> {
                    report.broken(bundle.name(), FailureReason.of(failure));
                    return Optional.empty();
                });
    }

    /// Runs on a thread of the plugin, which has its context class loader. After a provider that fails, the next one is
    /// tried.
    private <S> List<Named<S>> find(
            PluginBundle bundle, ServiceLoader<S> services, Function<S, String> name) {
        var found = new ArrayList<Named<S>>();
        var iterator = services.iterator();
        for (var failures = 0; failures < MAX_FAILURES; ) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                var provider = iterator.next();
                found.add(new Named<>(name.apply(provider), provider));
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                failures++;
                report.broken(bundle.name(), FailureReason.of(e));
            }
        }
        return found;
    }

    private void register(
            PluginBundle bundle, PluginThreads threads, Named<ConnectorProvider> named) {
        var name = named.name();
        if (!claimName("connector", name, owners, bundle)) {
            return;
        }
        connectors.add(
                new PluginConnector(
                        name,
                        bundle.name(),
                        named.provider(),
                        threads,
                        settings.startTimeout(),
                        sanitizer,
                        report));
    }

    private void register(PluginBundle bundle, ClassLoader loader, Named<PaymentProvider> named) {
        if (claimName("provider", named.name(), paymentOwners, bundle)) {
            paymentProviders.add(new PluginPaymentProvider(named.name(), named.provider(), loader));
            report.loaded(bundle.name(), "payment provider " + named.name());
        }
    }

    private boolean claimName(
            String kind, String name, Map<String, String> taken, PluginBundle bundle) {
        if (name == null || !name.matches("[A-Za-z0-9_-]+")) {
            report.broken(bundle.name(), "its %s has an impossible name, or none".formatted(kind));
            return false;
        }
        var owner = taken.putIfAbsent(name, bundle.name());
        if (owner != null) {
            report.broken(
                    bundle.name(), "the %s name %s is taken by %s".formatted(kind, name, owner));
        }
        return owner == null;
    }
}
