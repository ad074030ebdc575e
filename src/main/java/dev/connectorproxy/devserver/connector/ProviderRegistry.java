package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The payment providers that were found, by name. Immutable, hence thread-safe.
public final class ProviderRegistry {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    private final TreeMap<String, PaymentProvider> byName =
            new TreeMap<>(); // not changed after construction

    /// @throws SettingsException two providers have the same name, or a name is invalid
    public ProviderRegistry(List<PaymentProvider> providers) {
        for (var provider : providers) {
            var name = provider.name();
            if (name == null || !NAME.matcher(name).matches()) {
                throw new SettingsException(
                        provider.getClass().getName()
                                + ": its name must be lower-case letters, digits, _ and -");
            }
            if (byName.put(name, CheckedSpi.of(PaymentProvider.class, provider)) != null) {
                throw new SettingsException("two payment providers are called " + name);
            }
        }
    }

    /// The names in ascending order.
    ///
    /// @param debug whether to include providers for debugging
    public List<String> names(boolean debug) {
        return byName.entrySet().stream()
                .filter(entry -> debug || !entry.getValue().debugOnly())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The provider with this name, without regard to case.
    Optional<PaymentProvider> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
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
