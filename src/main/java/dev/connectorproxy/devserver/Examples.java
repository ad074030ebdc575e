package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory.ConnectorRequest;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentProvider;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Configurations with which a connector can be tried at once: those of the providers, and those that other programs
/// announced, such as `make dev-demo` for its servers. They are kept in memory and never sent, because they contain
/// secrets. Thread-safe.
final class Examples {
    private static final int MAX_ANNOUNCED = 20;

    private static final ProviderCalls.Operation CONFIG =
            new ProviderCalls.Operation(
                    new CallCause("", "example"), "example failed", SecretMask.of(List.of()));

    private final ProviderRegistry providers;
    private final ProviderCalls calls;
    private final boolean debug;
    private final Lock lock = new ReentrantLock();
    private final TreeMap<String, Example> announced = new TreeMap<>(); // guarded by lock

    /// @param debug whether to include the examples of providers for debugging
    Examples(ProviderRegistry providers, ProviderCalls calls, boolean debug) {
        this.providers = providers;
        this.calls = calls;
        this.debug = debug;
    }

    /// An example.
    ///
    /// @param name its name, which is that of the connector, too
    /// @param config makes the configuration of one connector, which may have files in an empty directory
    record Example(
            String name, String provider, String description, Function<Path, JsonObject> config) {
        ConnectorRequest request(Path directory) {
            return new ConnectorRequest(provider, name, "", config.apply(directory));
        }

        @Override
        public String toString() {
            return "Example[" + name + "]"; // the configuration contains secrets
        }
    }

    /// All examples by name; what was announced takes precedence.
    Collection<Example> all() {
        var all = new TreeMap<String, Example>();
        providers.names(debug).stream()
                .map(providers::get)
                .flatMap(provider -> ofProvider(provider).stream())
                .forEach(example -> all.put(example.name(), example));
        lock.lock();
        try {
            all.putAll(announced);
        } finally {
            lock.unlock();
        }
        return all.values();
    }

    /// @throws DevServerException 404 when there is none with this name
    Example get(String name) {
        return all().stream()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseThrow(Examples::notFound);
    }

    /// Announces an example, instead of the one that has its name.
    ///
    /// @throws DevServerException 404 for an unknown provider, 409 when there are too many
    void announce(Example example) {
        providers.get(example.provider());
        lock.lock();
        try {
            if (announced.size() >= MAX_ANNOUNCED && !announced.containsKey(example.name())) {
                throw DevServerException.conflict(
                        "too many examples", PaymentError.INVALID_REQUEST);
            }
            announced.put(example.name(), example);
        } finally {
            lock.unlock();
        }
    }

    /// Withdraws what was announced.
    ///
    /// @throws DevServerException 404 when nothing with this name was
    void withdraw(String name) {
        lock.lock();
        try {
            if (announced.remove(name) == null) {
                throw notFound();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Example> ofProvider(PaymentProvider provider) {
        return provider.exampleConfig()
                .map(config ->
                        new Example(
                                provider.name(),
                                provider.name(),
                                "An example that the provider brings along.",
                                directory -> calls.run(CONFIG, _ -> config.apply(directory))));
    }

    private static DevServerException notFound() {
        return DevServerException.notFound("example not found");
    }
}
