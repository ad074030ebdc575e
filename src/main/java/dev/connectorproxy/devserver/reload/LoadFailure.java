package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.devserver.connector.ExceptionReport;
import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.PaymentError;
import java.util.List;
import java.util.ServiceConfigurationError;

/// Why the files of a source cannot be used, as an error response.
///
/// @param debug whether to show what the provider's code threw
record LoadFailure(boolean debug) {
    static final String MESSAGE = "reload failed";
    private static final SecretMask NOTHING = SecretMask.of(List.of());
    private static final CallTrace NO_CALL = new CallTrace(0, CallCause.UNKNOWN);

    DevServerException of(Throwable failure) {
        var response =
                DevServerException.conflict(
                        MESSAGE, LoadedProviders.reason(failure), PaymentError.INVALID_REQUEST);
        var thrown =
                failure instanceof ServiceConfigurationError && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        return debug
                ? response.withException(ExceptionReport.of(thrown, NOTHING).json(NO_CALL))
                : response;
    }

    /// @param why such as that a name is taken
    static DevServerException of(String why) {
        return DevServerException.conflict(MESSAGE, why, PaymentError.INVALID_REQUEST);
    }
}
