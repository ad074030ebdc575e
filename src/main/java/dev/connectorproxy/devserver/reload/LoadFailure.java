package dev.connectorproxy.devserver.reload;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.connector.CallCause;
import dev.connectorproxy.devserver.connector.CallTrace;
import dev.connectorproxy.devserver.connector.ExceptionReport;
import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.payment.PaymentError;
import java.util.ServiceConfigurationError;

/// Why the files of a source cannot be used, as an error response.
///
/// @param debug whether to show what the provider's code threw
/// @param mask masks the secrets of the connectors of the source
record LoadFailure(boolean debug, SecretMask mask) {
    static final String MESSAGE = "reload failed";
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
                ? response.withException(ExceptionReport.of(thrown, mask).json(NO_CALL))
                : response;
    }

    /// @param why such as that a name is taken
    static DevServerException of(String why) {
        return DevServerException.conflict(MESSAGE, why, PaymentError.INVALID_REQUEST);
    }
}
