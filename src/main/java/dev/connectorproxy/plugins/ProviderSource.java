package dev.connectorproxy.plugins;

import dev.connectorproxy.plugins.FailureReason.PluginFlawException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;
import java.time.Duration;

/// Where payment providers come from and can be loaded from again: a plugin, or the compiled classes of a project.
/// Thread-safe.
public final class ProviderSource {
    private final PluginBundle bundle;
    private final Duration startTimeout;

    /// @param startTimeout how long the providers may take to be created
    ProviderSource(PluginBundle bundle, Duration startTimeout) {
        this.bundle = bundle;
        this.startTimeout = startTimeout;
    }

    /// A source for a class path as `java -cp` takes it, such as `target/classes`; its elements need not exist yet.
    public static ProviderSource ofClassPath(String classPath, Duration startTimeout) {
        return new ProviderSource(PluginBundle.ofClassPath(classPath), startTimeout);
    }

    /// The name of the plugin, or the class path.
    public String name() {
        return bundle.name();
    }

    /// The files as they are now.
    public FileStamps stamps() {
        return FileStamps.of(bundle.elements());
    }

    /// Loads the providers with a class loader of their own. What is wrong is among the problems of the result.
    public LoadedProviders load() {
        var before = stamps();
        var flaw = bundle.loadFailure();
        if (flaw.isPresent()) {
            return LoadedProviders.broken(before, new PluginFlawException(flaw.get()));
        }
        try {
            var urls = BundleSnapshot.urls(bundle);
            return stamps().equals(before)
                    ? load(new PluginClassLoader(bundle.name(), urls), before)
                    : LoadedProviders.broken(
                            before, new PluginFlawException("its files are being written"));
        } catch (IOException e) {
            return LoadedProviders.broken(before, e);
        }
    }

    private LoadedProviders load(PluginClassLoader loader, FileStamps stamps) {
        var threads = new PluginThreads(bundle.name(), loader);
        var found =
                new BundleServices(threads, startTimeout)
                        .find(PaymentProvider.class, PaymentProvider::name);
        var providers =
                found.providers().stream()
                        .<PaymentProvider>map(named ->
                                new PluginPaymentProvider(named.name(), named.provider(), loader))
                        .toList();
        return new LoadedProviders(providers, found.failures(), stamps, loader);
    }
}
