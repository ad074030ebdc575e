package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/// `aws/ListFiles`.
final class ListFiles extends AwsCommand {
    ListFiles(LazyAwsServices aws) {
        super(
                new CommandSpec(
                        "ListFiles",
                        "Lists the objects of an S3 bucket.",
                        List.of(
                                AwsArguments.BUCKET,
                                Parameter.optional(
                                                "prefix",
                                                ParameterType.STR,
                                                "What the keys begin with, such as orders/2026/.")
                                        .withDetails(ofLabel("Prefix").withExample("orders/2026/")),
                                Parameter.optional(
                                                "delimiter",
                                                ParameterType.STR,
                                                "With /, objects below further slashes are listed as folders, each once.")
                                        .withDetails(ofLabel("Delimiter").withExample("/")),
                                Parameter.optional(
                                                "limit",
                                                ParameterType.INT,
                                                "How many objects and folders to return at most. If there are more, continuation_token says so.")
                                        .withDetails(ofLabel("Limit").as(ADVANCED)),
                                Parameter.optional(
                                                "continuation_token",
                                                ParameterType.STR,
                                                "The one of a previous response, to continue after it.")
                                        .withDetails(ofLabel("Continuation token").as(ADVANCED))),
                        AwsErrorCodes.S3),
                aws);
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    LazyAwsServices.Operation toOperation(Arguments arguments) {
        var request = ListObjectsV2Request.builder().bucket(AwsArguments.bucket(arguments));
        text(arguments, "prefix").ifPresent(request::prefix);
        text(arguments, "delimiter").ifPresent(request::delimiter);
        text(arguments, "continuation_token").ifPresent(request::continuationToken);
        int limit = itemLimit(arguments);
        return services -> services.buckets().list(request.build(), limit);
    }

    private static Optional<String> text(Arguments arguments, String id) {
        return arguments
                .string(id)
                .filter(text -> !text.isEmpty())
                .map(AwsArguments::requireEncodable);
    }
}
