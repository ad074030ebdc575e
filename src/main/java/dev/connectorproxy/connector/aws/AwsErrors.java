package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import java.util.List;
import java.util.stream.Stream;

/// The errors of the services that diagrams may want to catch, by the names AWS and boto have for them.
final class AwsErrors {
    /// An argument is refused before anything is sent, as boto does.
    static final String PARAM_VALIDATION = "ParamValidationError";

    /// AWS said no without a name, or with one that is none.
    static final String CLIENT_ERROR = "ClientError";

    /// The source of credentials that the environment names did not hand them out.
    static final String CREDENTIAL_RETRIEVAL = "CredentialRetrievalError";

    private static final List<String> EVERYWHERE =
            List.of(PARAM_VALIDATION, CLIENT_ERROR, CREDENTIAL_RETRIEVAL);

    static final List<String> DYNAMO =
            with(
                    "ResourceNotFoundException",
                    "ValidationException",
                    "AccessDeniedException",
                    "UnrecognizedClientException",
                    "ProvisionedThroughputExceededException",
                    "ThrottlingException",
                    "RequestLimitExceeded",
                    "InternalServerError");

    static final List<String> S3 =
            with(
                    "NoSuchBucket",
                    "AccessDenied",
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "SlowDown",
                    "InternalError");

    private AwsErrors() {}

    /// An argument that boto would refuse by itself, in its own words.
    static ConnectorException refused(String message) {
        return new ConnectorException(
                PARAM_VALIDATION, 400, "Parameter validation failed: " + message);
    }

    private static List<String> with(String... names) {
        return Stream.concat(Stream.of(names), EVERYWHERE.stream()).toList();
    }
}
