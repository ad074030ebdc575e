package dev.connectorproxy.plugins;

import dev.connectorproxy.spi.payment.PaymentProvider;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;

/// The payment providers of one source at one time, and their class loader. Immutable.
///
/// @param failures why others could not be created; if there is no class loader, why nothing was loaded
/// @param stamps of the files they were loaded from
public record LoadedProviders(
        List<PaymentProvider> providers,
        List<Throwable> failures,
        FileStamps stamps,
        Optional<URLClassLoader> loader)
        implements AutoCloseable {
    public LoadedProviders {
        providers = List.copyOf(providers);
        failures = List.copyOf(failures);
    }

    LoadedProviders(
            List<PaymentProvider> providers,
            List<Throwable> failures,
            FileStamps stamps,
            URLClassLoader loader) {
        this(providers, failures, stamps, Optional.of(loader));
    }

    static LoadedProviders broken(FileStamps stamps, Throwable failure) {
        return new LoadedProviders(List.of(), List.of(failure), stamps, Optional.empty());
    }

    /// The same without its providers, because they cannot be used.
    public LoadedProviders withoutProviders() {
        return new LoadedProviders(List.of(), failures, stamps, loader);
    }

    /// A failure in one line, as it may be shown to everybody.
    public static String reason(Throwable failure) {
        return FailureReason.of(failure);
    }

    /// Closes the class loader: classes that were not used so far cannot be used any more.
    @Override
    public void close() {
        loader.ifPresent(one -> {
            try {
                one.close();
            } catch (IOException _) {
                // it has no files open unless its plugin was too large for memory
            }
        });
    }
}
