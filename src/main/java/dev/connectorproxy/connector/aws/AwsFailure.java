package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// What the SDK throws, as the failure that the caller reads: AWS's own error code, which is also the name of boto's class
/// wherever boto has one, and a status that says whether another try is worth it.
final class AwsFailure {
    private static final String NAME = "[A-Za-z0-9_.:-]{1,100}";

    private AwsFailure() {}

    static ConnectorException of(SdkException thrown, Call call) {
        var own = own(thrown);
        if (own.isPresent()) {
            return own.get();
        }
        if (thrown instanceof AwsServiceException said) {
            return ofService(said);
        }
        if (thrown instanceof AbortedException || !call.left().isPositive()) {
            return new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "AWS had not answered by the deadline", thrown);
        }
        // without a cause, the SDK itself finds fault with the request
        return thrown.getCause() == null
                ? new ConnectorException(
                        AwsErrors.PARAM_VALIDATION,
                        400,
                        "Parameter validation failed: " + thrown.getMessage(),
                        thrown)
                : new ConnectorException(
                        ErrorCode.CONNECTION_ERROR, "the answer of AWS could not be read", thrown);
    }

    /// The egress's failure, which the SDK may have wrapped.
    private static Optional<ConnectorException> own(Throwable thrown) {
        for (var at = thrown; at != null; at = at.getCause()) {
            if (at instanceof ConnectorException failure) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    private static ConnectorException ofService(AwsServiceException said) {
        var details = Optional.ofNullable(said.awsErrorDetails());
        var code =
                details.map(it -> it.errorCode())
                        .filter(it -> it.matches(NAME))
                        .orElse(AwsErrors.CLIENT_ERROR);
        var message =
                details.map(it -> it.errorMessage())
                        .filter(it -> !it.isBlank())
                        .orElse("HTTP " + said.statusCode());
        var service = details.map(it -> it.serviceName()).orElse("AWS");
        return new ConnectorException(
                code,
                status(said),
                "An error occurred (%s) when calling %s: %s".formatted(code, service, message),
                said);
    }

    private static int status(AwsServiceException said) {
        if (said.isThrottlingException() || said.statusCode() == 429) {
            return 429;
        }
        return said.statusCode() >= 500 ? 503 : 400;
    }
}
