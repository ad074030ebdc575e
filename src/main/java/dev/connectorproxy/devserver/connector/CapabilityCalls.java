package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.payment.Capability;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs the methods of connectors that belong to a capability, so that what is refused as not implemented agrees with
/// what the provider declares. Thread-safe.
public record CapabilityCalls(ProviderRegistry providers, ProviderCalls calls) {

    /// A method of the SPI.
    ///
    /// @param operation such as `create transfer`
    /// @param failureMessage the `message` of the error response
    /// @param mandatory whether every provider with the capability implements it
    public record Method(
            String operation, String failureMessage, Capability capability, boolean mandatory) {
        /// A method whose failure message is its operation and `failed`.
        public Method(String operation, Capability capability, boolean mandatory) {
            this(operation, operation + " failed", capability, mandatory);
        }
    }

    /// Runs a call and returns its result.
    ///
    /// @throws DevServerException as [ProviderCalls#run]
    public <T> T run(ConnectorInstance instance, Method method, Function<Call, T> work) {
        return calls.run(
                new ProviderCalls.Operation(
                        new CallCause(instance.id(), method.operation()),
                        method.failureMessage(),
                        instance.mask()),
                call -> {
                    requireDeclared(instance, method.capability());
                    return method.mandatory()
                            ? runDeclared(method.capability(), () -> work.apply(call))
                            : work.apply(call);
                });
    }

    /// Fails with [PaymentError#NOT_IMPLEMENTED] unless the provider declares the capability.
    private void requireDeclared(ConnectorInstance instance, Capability capability) {
        if (!providers.get(instance.provider()).capabilities().contains(capability)) {
            throw PaymentException.of(
                    PaymentError.NOT_IMPLEMENTED, "the provider does not declare " + capability);
        }
    }

    private static <T> T runDeclared(Capability capability, Supplier<T> work) {
        try {
            return work.get();
        } catch (PaymentException e) {
            throw e.error() == PaymentError.NOT_IMPLEMENTED
                    ? PaymentException.of(
                            PaymentError.NOT_IMPLEMENTED,
                            "but the provider declares " + capability,
                            e)
                    : e;
        }
    }
}
