package dev.connectorproxy.connector.aws;

import dev.connectorproxy.connector.aws.AwsSettings.AccessKeys;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectionUse;
import java.util.Map;
import java.util.Optional;

/// The credentials of a named connection, in arguments that no caller can send, since the commands do not declare them.
///
/// @param region empty for that of the settings
record ConnectionKeys(AccessKeys keys, Optional<String> region) {
    static final ConnectionUse CREDENTIALS =
            new ConnectionUse(
                    "aws",
                    Map.of(
                            "access-key-id", "aws_access_key_id",
                            "secret-access-key", "aws_secret_access_key",
                            "session-token", "aws_session_token",
                            "region", "aws_region"));

    /// Those of the call; empty if it uses no connection.
    static Optional<ConnectionKeys> of(Arguments arguments) {
        return arguments
                .string("aws_access_key_id")
                .map(id ->
                        new ConnectionKeys(
                                new AccessKeys(
                                        id,
                                        arguments.string("aws_secret_access_key").orElse(""),
                                        arguments.string("aws_session_token").orElse("")),
                                arguments.string("aws_region")));
    }
}
