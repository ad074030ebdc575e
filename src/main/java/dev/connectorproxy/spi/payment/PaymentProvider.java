package dev.connectorproxy.spi.payment;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Entry point of a payment-provider plugin, found by [java.util.ServiceLoader]. Instantiated once, at start; its
/// methods are called by many threads at once.
public interface PaymentProvider {

    /// The `{provider}` of the routes: lower-case letters and digits, `_` and `-`.
    String name();

    /// The configuration schema of this provider's connectors; equal each time.
    ConfigSchema configSchema();

    /// What its connectors can do. Their other methods fail with [PaymentError#NOT_IMPLEMENTED].
    Set<Capability> capabilities();

    /// Whether it is listed only in debug mode, as a test provider should be. It can be used in any mode.
    default boolean debugOnly() {
        return false;
    }

    /// A configuration to try the provider with, without an account at anybody; called for each connector that is
    /// created from it. It must not send requests.
    ///
    /// @return none by default; else what makes a configuration, without `name`, which [#configSchema()] accepts, of an
    ///     empty directory for files of the connector, which is deleted with it
    default Optional<Function<Path, JsonObject>> exampleConfig() {
        return Optional.empty();
    }

    /// Creates a connector that shares no state with others. Must not send requests: an invalid API key fails the first
    /// fetch.
    ///
    /// @param config a configuration parsed by [#configSchema()]
    /// @throws PaymentException [PaymentError#INVALID_CONFIG] for what the schema cannot check, such as a malformed key
    PaymentConnector connector(PaymentConfig config, ProviderContext context);
}
