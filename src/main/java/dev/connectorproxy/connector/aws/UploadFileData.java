package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.toolkit.DataUrl;
import java.util.List;

/// `aws/UploadFileData`.
final class UploadFileData extends AwsCommand {
    UploadFileData(LazyAwsServices aws) {
        super(
                new CommandSpec(
                        "UploadFileData",
                        "Stores a file as an object in an S3 bucket.",
                        List.of(
                                Parameter.required(
                                                "file_data",
                                                ParameterType.STR,
                                                "The file as a data URL: data:<type>;name=<file name>;base64,<content>.")
                                        .withDetails(ofLabel("File").withFormat("binary")),
                                AwsArguments.BUCKET,
                                AwsArguments.OBJECT_NAME),
                        AwsErrorCodes.S3),
                aws);
    }

    /// True: a repetition stores the same object again.
    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    LazyAwsServices.Operation toOperation(Arguments arguments) {
        var bucket = AwsArguments.bucket(arguments);
        var key = AwsArguments.objectName(arguments);
        var file = file(arguments.requiredString("file_data"));
        return services -> services.buckets().put(bucket, key, file);
    }

    /// @throws ConnectorException `InvalidParameters`
    static DataUrl file(String url) {
        var file = DataUrl.parse("file_data", url);
        if (file.filename().isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "parameter 'file_data' names no file: ;name=<file name> is missing");
        }
        return file;
    }
}
