package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.List;
import java.util.stream.Stream;

/// Error codes that diagrams may want to catch, with the names that AWS and boto3 use.
final class AwsErrorCodes {
    /// An argument is invalid; nothing was sent, as with boto3.
    static final String PARAM_VALIDATION = "ParamValidationError";

    /// AWS returned an error without a usable error code.
    static final String CLIENT_ERROR = "ClientError";

    /// A credentials source that the environment names failed.
    static final String CREDENTIAL_RETRIEVAL = "CredentialRetrievalError";

    private static final List<String> COMMON =
            Stream.concat(
                            Stream.of(
                                    PARAM_VALIDATION,
                                    CLIENT_ERROR,
                                    CREDENTIAL_RETRIEVAL,
                                    ErrorCode.CONNECTOR_NOT_CONFIGURED.code()),
                            ErrorCode.EGRESS_ERRORS.stream())
                    .toList();

    static final List<String> DYNAMO =
            withCommon(
                    "ResourceNotFoundException",
                    "ValidationException",
                    "AccessDeniedException",
                    "UnrecognizedClientException",
                    "ProvisionedThroughputExceededException",
                    "ThrottlingException",
                    "RequestLimitExceeded",
                    "InternalServerError");

    static final List<String> S3 =
            withCommon(
                    "NoSuchBucket",
                    "AccessDenied",
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "SlowDown",
                    "InternalError");

    /// Those of commands that read objects.
    static final List<String> S3_READ =
            Stream.concat(Stream.of("NoSuchKey", "InvalidObjectState"), S3.stream()).toList();

    private AwsErrorCodes() {}

    /// The failure for an argument that boto3 validates on the client, with its message.
    static ConnectorException paramValidationError(String message) {
        return new ConnectorException(
                PARAM_VALIDATION, 400, "Parameter validation failed: " + message);
    }

    private static List<String> withCommon(String... names) {
        return Stream.concat(Stream.of(names), COMMON.stream()).toList();
    }
}
