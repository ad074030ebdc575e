package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.spi.JsonProvider;

/// Parameters that several commands share, and the checks of their values.
final class AwsArguments {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final Parameter TABLE_NAME =
            Parameter.required("table_name", ParameterType.STR, "The name of the table.")
                    .withDetails(ofLabel("Table"));
    static final Parameter LIMIT =
            Parameter.optional(
                            "limit",
                            ParameterType.INT,
                            "How many items to hand back at most. If there are more, LastEvaluatedKey says so.")
                    .withDetails(ofLabel("Limit").withExample(JSON.createValue(100)).as(ADVANCED));

    static final Parameter BUCKET =
            Parameter.required("bucket", ParameterType.STR, "The name of the bucket.")
                    .withDetails(ofLabel("Bucket"));
    static final Parameter OBJECT_NAME =
            Parameter.required("object_name", ParameterType.STR, "The key of the object.")
                    .withDetails(ofLabel("Object key").withExample("invoices/7.pdf"));

    private static final int MIN_TABLE_NAME_LENGTH = 3;
    private static final String BUCKET_PATTERN =
            "[A-Za-z0-9][A-Za-z0-9._-]{0,254}|arn:aws[a-z-]*:s3:[a-z0-9-]*:[0-9]{12}:accesspoint[/:][A-Za-z0-9.-]{1,63}";

    private AwsArguments() {}

    /// @throws ConnectorException `ParamValidationError`
    static String tableName(Arguments arguments) {
        var name = arguments.requiredString(TABLE_NAME.id());
        if (name.length() < MIN_TABLE_NAME_LENGTH) {
            throw AwsErrorCodes.paramValidationError(
                    "Invalid length for parameter TableName, value: "
                            + name.length()
                            + ", valid min length: "
                            + MIN_TABLE_NAME_LENGTH);
        }
        return name;
    }

    /// @throws ConnectorException `ParamValidationError`
    static String bucket(Arguments arguments) {
        return requireBucket(arguments.requiredString("bucket"));
    }

    /// @throws ConnectorException `ParamValidationError`
    static String requireBucket(String name) {
        if (!name.matches(BUCKET_PATTERN)) {
            throw AwsErrorCodes.paramValidationError(
                    "Invalid bucket name: it is neither a name nor an access point");
        }
        return name;
    }

    /// @throws ConnectorException `ParamValidationError`
    static String objectName(Arguments arguments) {
        return requireKey(arguments.requiredString("object_name"));
    }

    /// @throws ConnectorException `ParamValidationError`
    static String requireKey(String name) {
        if (name.isEmpty()) {
            throw AwsErrorCodes.paramValidationError(
                    "Invalid length for parameter Key, value: 0, valid min length: 1");
        }
        return requireEncodable(name);
    }

    /// Returns the text if UTF-8 can encode it, that is, if it has no unpaired surrogate.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static String requireEncodable(String text) {
        boolean unpaired =
                text.codePoints()
                        .anyMatch(
                                c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        if (unpaired) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS,
                    "a string has half a surrogate pair in it, which is no character");
        }
        return text;
    }

    /// The maximum number of items in the result: the caller's limit, up to the configured one.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static int limit(Arguments arguments, int maxItems) {
        int limit = arguments.integer(LIMIT.id()).orElse(maxItems);
        if (limit < 1) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "parameter 'limit' must be at least 1");
        }
        return Math.min(limit, maxItems);
    }
}
