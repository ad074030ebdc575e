package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The payment providers that were found, by name. Thread-safe.
public final class ProviderRegistry {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    private final CopyingMap<String, Registered> byName = new CopyingMap<>();

    /// A provider and what it said about itself when it was added.
    private record Registered(PaymentProvider provider, boolean debugOnly) {
        static Registered of(PaymentProvider provider) {
            return new Registered(
                    CheckedSpi.of(PaymentProvider.class, provider), isDebugOnly(provider));
        }

        private static boolean isDebugOnly(PaymentProvider provider) {
            try {
                return provider.debugOnly();
            } catch (RuntimeException | LinkageError _) {
                return false; // it is listed, so that its other methods show the bug
            }
        }
    }

    /// @throws SettingsException two providers have the same name, or a name is invalid
    public ProviderRegistry(List<PaymentProvider> providers) {
        replace(List.of(), providers);
    }

    /// Replaces providers by others, all at once or not at all.
    ///
    /// @param gone the names of those to remove
    /// @throws SettingsException a name is invalid, or taken by another provider
    public void replace(Collection<String> gone, List<PaymentProvider> providers) {
        var added =
                providers.stream()
                        .collect(
                                Collectors.toMap(
                                        ProviderRegistry::validName,
                                        Registered::of,
                                        (_, other) -> {
                                            throw taken(other.provider().name());
                                        }));
        byName.change(all -> {
            added.keySet().stream()
                    .filter(name -> all.containsKey(name) && !gone.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw taken(name);
                    });
            gone.forEach(all::remove);
            all.putAll(added);
        });
    }

    private static String validName(PaymentProvider provider) {
        var name = provider.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw new SettingsException(
                    provider.getClass().getName()
                            + ": its name must be lower-case letters, digits, _ and -");
        }
        return name;
    }

    private static SettingsException taken(String name) {
        return new SettingsException("two payment providers are called " + name);
    }

    /// The names in ascending order.
    ///
    /// @param debug whether to include providers for debugging
    public List<String> names(boolean debug) {
        return byName.all().entrySet().stream()
                .filter(entry -> debug || !entry.getValue().debugOnly())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// The provider with this name, without regard to case.
    public Optional<PaymentProvider> find(String name) {
        return byName.update(all -> Optional.ofNullable(all.get(name.toLowerCase(Locale.ROOT))))
                .map(Registered::provider);
    }

    /// The provider that a path names.
    ///
    /// @throws DevServerException 404 when there is none, 400 for a blank name
    public PaymentProvider get(String name) {
        if (name.isBlank()) {
            throw DevServerException.badRequest("provider is required");
        }
        return find(name)
                .orElseThrow(() ->
                        DevServerException.notFound("provider not found", unknownMessage(name)));
    }

    /// The error message for a name that no provider has.
    static String unknownMessage(String name) {
        return name.toLowerCase(Locale.ROOT) + ": plugin not found";
    }
}
