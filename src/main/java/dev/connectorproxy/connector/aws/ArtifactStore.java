package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Keeps artifacts as objects of S3, and makes links to them.
///
/// @param defaultBucket of calls that name no storage; empty if there is none
record ArtifactStore(LazyAwsServices aws, String defaultBucket) {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final Parameter ID =
            Parameter.required("id", ParameterType.STR, "The key of the artifact in the bucket.")
                    .withDetails(ofLabel("Key").withExample("orders/17.pdf"));
    static final Parameter STORAGE =
            Parameter.optional(
                            "storage",
                            ParameterType.STR,
                            "The bucket, s3://name; connectors.artifacts.bucket if it is left out.")
                    .withDetails(ofLabel("Bucket").withExample("s3://documents"));

    private static final String SCHEME = "s3://";
    private static final Duration LINK_LIFETIME = Duration.ofHours(1);

    /// Where a call keeps its artifact.
    record Place(String bucket, String key) {}

    /// The spec with what every command that uses the store has.
    static CommandSpec complete(CommandSpec spec) {
        return spec.asStrict()
                .withDetails(spec.details().withConnections(List.of(ConnectionKeys.CREDENTIALS)));
    }

    /// @throws ConnectorException `InvalidParameters`, `ParamValidationError`, `ConnectorNotConfigured`
    Place place(Arguments arguments) {
        var storage = arguments.string("storage").map(String::strip).orElse("");
        if (!storage.isEmpty() && !storage.startsWith(SCHEME)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "parameter 'storage' must be a bucket, such as s3://name");
        }
        var bucket =
                storage.isEmpty()
                        ? defaultBucket
                        : storage.substring(SCHEME.length()).replaceFirst("/$", "");
        if (bucket.isEmpty()) {
            throw AwsSettings.notConfigured(
                    "connectors.artifacts.bucket is not set, and the call names no storage");
        }
        return new Place(
                AwsArguments.requireBucket(bucket),
                AwsArguments.requireKey(arguments.requiredString(ID.id())));
    }

    /// Stores a file, replacing one with the same key.
    void put(Place place, byte[] pdf, Arguments arguments, Call call) {
        var file = new DataUrl("application/pdf", Optional.of(place.key()), pdf);
        aws.run(
                services -> services.buckets().put(place.bucket(), place.key(), file),
                ConnectionKeys.of(arguments),
                call);
    }

    /// The links to an artifact, as GSA's proxy names them.
    ///
    /// @param signed whether a browser gets a link that works for an hour
    JsonValue links(Place place, boolean signed, Arguments arguments, Call call) {
        var links =
                JSON.createObjectBuilder()
                        .add("private_link", SCHEME + place.bucket() + "/" + place.key());
        if (signed) {
            CreateFileLink.refuseSessionToken(arguments);
            aws.run(
                    services -> {
                        links.add(
                                "presigned_link",
                                services.links()
                                        .create(
                                                place.bucket(),
                                                place.key(),
                                                Optional.empty(),
                                                lifetime()));
                        return JsonValue.NULL;
                    },
                    ConnectionKeys.of(arguments),
                    call);
        }
        return links.build();
    }

    /// Requires that an artifact is there.
    void require(Place place, Arguments arguments, Call call) {
        aws.run(
                services -> {
                    services.buckets().require(place.bucket(), place.key());
                    return JsonValue.NULL;
                },
                ConnectionKeys.of(arguments),
                call);
    }

    private Duration lifetime() {
        var max = aws.settings().maxLinkLifetime();
        return LINK_LIFETIME.compareTo(max) < 0 ? LINK_LIFETIME : max;
    }
}
