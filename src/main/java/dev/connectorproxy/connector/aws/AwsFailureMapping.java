package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.Causes;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Maps exceptions of the SDK to connector failures. The code is AWS's own error code, which is also the name of
/// boto3's exception class where there is one; the status says whether a retry is useful.
final class AwsFailureMapping {
    private static final String ERROR_CODE_PATTERN = "[A-Za-z0-9_.:-]{1,100}";

    private AwsFailureMapping() {}

    static ConnectorException toConnectorException(SdkException thrown, Call call) {
        var failure = Causes.find(thrown, ConnectorException.class); // of the egress
        if (failure.isPresent()) {
            return failure.get();
        }
        if (thrown instanceof AwsServiceException exception) {
            return fromServiceException(exception);
        }
        if (thrown instanceof AbortedException || !call.left().isPositive()) {
            return new ConnectorException(
                    ErrorCode.READ_TIMEOUT, "AWS had not answered by the deadline", thrown);
        }
        // without a cause, it is the SDK's own validation of the request
        return thrown.getCause() == null
                ? new ConnectorException(
                        AwsErrorCodes.PARAM_VALIDATION,
                        400,
                        "Parameter validation failed: " + thrown.getMessage(),
                        thrown)
                : new ConnectorException(
                        ErrorCode.CONNECTION_ERROR, "the answer of AWS could not be read", thrown);
    }

    private static ConnectorException fromServiceException(AwsServiceException exception) {
        var details = Optional.ofNullable(exception.awsErrorDetails());
        var errorCode =
                details.map(AwsErrorDetails::errorCode)
                        .filter(code -> code.matches(ERROR_CODE_PATTERN))
                        .orElse(AwsErrorCodes.CLIENT_ERROR);
        var message =
                details.map(AwsErrorDetails::errorMessage)
                        .filter(text -> !text.isBlank())
                        .orElse("HTTP " + exception.statusCode());
        var service = details.map(AwsErrorDetails::serviceName).orElse("AWS");
        return new ConnectorException(
                errorCode,
                status(exception),
                "An error occurred (%s) when calling %s: %s".formatted(errorCode, service, message),
                exception);
    }

    private static int status(AwsServiceException exception) {
        if (exception.isThrottlingException() || exception.statusCode() == 429) {
            return 429;
        }
        return exception.statusCode() >= 500 ? 503 : 400;
    }
}
