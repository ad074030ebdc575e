package dev.connectorproxy.plugins;

import dev.connectorproxy.plugins.BundleServices.Named;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// The connectors and payment providers of the plugin directory, and the status of each plugin. A broken plugin is
/// reported and does not affect the others. Thread-safe once loaded.
public final class Plugins {
    private final PluginSettings settings;
    private final PluginReport report = new PluginReport();
    private final ResultSanitizer sanitizer;
    private final Map<String, String> owners = new HashMap<>();
    private final Map<String, String> paymentOwners = new HashMap<>();
    private final List<ConnectorProvider> connectors = new ArrayList<>();
    private final List<PaymentProvider> paymentProviders = new ArrayList<>();
    private final Map<ProviderSource, LoadedProviders> sources = new LinkedHashMap<>();

    /// The connectors and providers without plugins; plugins cannot take their names.
    public record BuiltIn(
            Collection<ConnectorProvider> connectors, Collection<PaymentProvider> providers) {}

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

    /// The plugins with payment providers, from which the development server can load them again, and what they had at
    /// the start. To be called once: what is loaded belongs to the caller then, so that nothing here keeps it in memory.
    public Map<ProviderSource, LoadedProviders> takeProviderSources() {
        var taken = new LinkedHashMap<>(sources);
        sources.clear();
        paymentProviders.clear();
        return taken;
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
        if (bundle.offers(ConnectorProvider.class)) {
            loadConnectors(bundle);
        }
        if (bundle.offers(PaymentProvider.class)) {
            loadPaymentProviders(bundle);
        }
    }

    private void loadConnectors(PluginBundle bundle) {
        var loader = new PluginClassLoader(bundle.name(), bundle.fileUrls());
        var threads = new PluginThreads(bundle.name(), loader);
        var found =
                new BundleServices(threads, settings.startTimeout())
                        .find(ConnectorProvider.class, ConnectorProvider::name);
        reportBroken(bundle, found.failures());
        found.providers().forEach(named -> register(bundle, threads, named));
    }

    private void loadPaymentProviders(PluginBundle bundle) {
        var source = new ProviderSource(bundle, settings.startTimeout());
        var loaded = source.load();
        reportBroken(bundle, loaded.failures());
        loaded.providers().forEach(provider -> register(bundle, provider));
        sources.put(source, loaded);
    }

    private void reportBroken(PluginBundle bundle, List<Throwable> failures) {
        failures.forEach(failure -> report.broken(bundle.name(), FailureReason.of(failure)));
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

    private void register(PluginBundle bundle, PaymentProvider provider) {
        if (claimName("provider", provider.name(), paymentOwners, bundle)) {
            paymentProviders.add(provider);
            report.loaded(bundle.name(), "payment provider " + provider.name());
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
