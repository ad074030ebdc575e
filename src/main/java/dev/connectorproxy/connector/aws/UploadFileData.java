package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import java.util.List;

/// `aws/UploadFileData`.
final class UploadFileData extends AwsCommand {
    UploadFileData(LazyAws aws) {
        super(
                new Kind("UploadFileData", "Stores a file as an object in an S3 bucket."),
                List.of(
                        Parameter.required(
                                "file_data",
                                ParameterType.STR,
                                "The file as a data URL: data:<type>;name=<file name>;base64,<content>."),
                        Parameter.required("bucket", ParameterType.STR, "The name of the bucket."),
                        Parameter.required(
                                "object_name", ParameterType.STR, "The key of the object.")),
                AwsErrors.S3,
                aws);
    }

    /// True: a repetition stores the same object again.
    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    LazyAws.Work work(Arguments arguments) {
        var bucket = Checks.bucket(arguments);
        var key = Checks.objectName(arguments);
        byte[] content = DataUrl.content(arguments.requiredString("file_data"));
        return services -> services.buckets().put(bucket, key, content);
    }
}
