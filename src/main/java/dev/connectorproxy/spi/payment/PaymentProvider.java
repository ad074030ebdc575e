package dev.connectorproxy.spi.payment;

import java.util.Set;

/// Entry point of a payment-provider plugin, found by [java.util.ServiceLoader]. Instantiated once, at start; its methods
/// are called by many threads at once.
public interface PaymentProvider {

    /// The `{provider}` of the routes: lower-case letters and digits, `_` and `-`.
    String name();

    /// What a connector of this provider is configured with; the same object, or an equal one, each time.
    ConfigSchema configSchema();

    /// What its connectors can do. Every other method of theirs answers `not implemented`.
    Set<Capability> capabilities();

    /// Whether it is listed only when debugging, as a provider that pays nobody should be. It can be used all the same.
    default boolean debugOnly() {
        return false;
    }

    /// A new connector, which shares nothing with others. Must not call the outside world: a wrong key shows on the first
    /// fetch.
    ///
    /// @param config read by [#configSchema()]
    /// @throws PaymentException [PaymentError#INVALID_CONFIG] for what the schema cannot tell, such as a key in no known form
    PaymentConnector connector(PaymentConfig config, ProviderContext context);
}
