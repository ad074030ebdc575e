package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.List;

/// `aws/CreateFileLink`: a link that S3 honours for a time without credentials. Nothing is sent to S3, so that there may be
/// no such object.
final class CreateFileLink extends AwsCommand {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int DEFAULT_SECONDS = 3_600;
    private static final int MAX_NAME_LENGTH = 255;

    CreateFileLink(LazyAwsServices aws) {
        super(
                new CommandSpec(
                        "CreateFileLink",
                        "Creates a link with which a browser can download an object of an S3 bucket for some time, without credentials.",
                        List.of(
                                AwsArguments.BUCKET,
                                AwsArguments.OBJECT_NAME,
                                Parameter.optional(
                                                "expires_in",
                                                ParameterType.INT,
                                                "For how many seconds the link works, at most connectors.aws.max-link-lifetime.")
                                        .withDefault(JSON.createValue(DEFAULT_SECONDS))
                                        .withDetails(ofLabel("Lifetime in seconds")),
                                Parameter.optional(
                                                "filename",
                                                ParameterType.STR,
                                                "The name under which a browser saves the file.")
                                        .withDetails(ofLabel("File name").withExample("7.pdf"))),
                        AwsErrorCodes.S3),
                aws);
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    LazyAwsServices.Operation toOperation(Arguments arguments) {
        refuseSessionToken(arguments);
        var bucket = AwsArguments.bucket(arguments);
        var key = AwsArguments.objectName(arguments);
        var filename =
                arguments
                        .string("filename")
                        .map(String::strip)
                        .map(AwsArguments::requireEncodable)
                        .filter(name -> !name.isEmpty());
        if (filename.filter(name -> name.length() > MAX_NAME_LENGTH).isPresent()) {
            throw invalid("parameter 'filename' has more than %d characters", MAX_NAME_LENGTH);
        }
        var lifetime = lifetime(arguments);
        return services ->
                toJson(services.links().create(bucket, key, filename, lifetime), lifetime);
    }

    /// A link contains the session token, and results never show secrets of connections.
    static void refuseSessionToken(Arguments arguments) {
        if (ConnectionKeys.of(arguments)
                .filter(connection -> !connection.keys().sessionToken().isEmpty())
                .isPresent()) {
            throw AwsSettings.notConfigured(
                    "a link cannot be signed with a connection that has a session token");
        }
    }

    private Duration lifetime(Arguments arguments) {
        long max = settings().maxLinkLifetime().toSeconds();
        long seconds = arguments.integer("expires_in").orElse((int) Math.min(DEFAULT_SECONDS, max));
        if (seconds < 1 || seconds > max) {
            throw invalid(
                    "parameter 'expires_in' must be 1 to %d, which connectors.aws.max-link-lifetime allows",
                    max);
        }
        return Duration.ofSeconds(seconds);
    }

    private static ConnectorException invalid(String message, long bound) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message.formatted(bound));
    }

    private static JsonValue toJson(String url, Duration lifetime) {
        return JSON.createObjectBuilder()
                .add("url", url)
                .add("expires_in", lifetime.toSeconds())
                .build();
    }
}
