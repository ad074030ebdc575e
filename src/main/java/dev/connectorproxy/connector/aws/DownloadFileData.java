package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Locale;

/// `aws/DownloadFileData`: the counterpart of `aws/UploadFileData`. The egress limits the size of an object.
final class DownloadFileData extends AwsCommand {
    private static final JsonProvider JSON = JsonProvider.provider();

    DownloadFileData(LazyAwsServices aws) {
        super(
                new CommandSpec(
                        "DownloadFileData",
                        "Reads an object of an S3 bucket as a file.",
                        List.of(
                                AwsArguments.BUCKET,
                                AwsArguments.OBJECT_NAME,
                                Parameter.optional(
                                                "response_format",
                                                ParameterType.STR,
                                                "How file_data holds the content: data_url as SpiffArena's file fields, base64, or text, which must be UTF-8.")
                                        .oneOf("data_url", "base64", "text")
                                        .withDefault(JSON.createValue("data_url"))
                                        .withDetails(ofLabel("Response format").as(ADVANCED))),
                        AwsErrorCodes.S3_READ),
                aws);
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    LazyAwsServices.Operation toOperation(Arguments arguments) {
        var bucket = AwsArguments.bucket(arguments);
        var key = AwsArguments.objectName(arguments);
        var format =
                StoredObject.Format.valueOf(
                        arguments
                                .string("response_format")
                                .filter(text -> !text.isEmpty())
                                .orElse("data_url")
                                .toUpperCase(Locale.ROOT));
        return services -> services.buckets().get(bucket, key).toJson(format);
    }
}
