package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Settings under `connectors.aws:`, and some of those under `connectors.artifacts:`. A string that is not set is empty.
///
/// @param connector `aws` or `artifacts`, for messages
/// @param keys the credentials of `access-key-id`, `secret-access-key` (or `secret-access-key-file`) and
///     `session-token`; without them, the sources that the environment names are used
/// @param region `region`, such as `eu-central-1`
/// @param endpoint `endpoint`, a URL used instead of AWS's own; S3 is then addressed by path
/// @param publicEndpoint `public-endpoint`, a URL used instead of `endpoint` in links for browsers
/// @param maxLinkLifetime how long a link may work (`max-link-lifetime`, 7 days, which is also S3's own limit)
/// @param enveloped whether a success is returned in the envelope (`v2`) or unwrapped (`v1`, the default)
/// @param attempts the maximum number of attempts for a request (`attempts`, 3)
/// @param maxItems the maximum number of items that query and scan return (`max-items`, 10000)
/// @param instanceMetadata whether the EC2 instance is asked for credentials (`instance-metadata`, false)
record AwsSettings(
        String connector,
        AccessKeys keys,
        String region,
        String endpoint,
        String publicEndpoint,
        Duration maxLinkLifetime,
        boolean enveloped,
        int attempts,
        int maxItems,
        boolean instanceMetadata) {
    private static final Duration MAX_LINK_LIFETIME = Duration.ofDays(7);

    /// Credentials as configured, complete or not.
    record AccessKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
        boolean isEmpty() {
            return accessKeyId.isEmpty() && secretAccessKey.isEmpty();
        }

        @Override
        public String toString() {
            return "Keys[***]";
        }
    }

    AwsSettings {
        // becomes part of a host name
        if (!region.matches("[a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("region must be a name such as eu-central-1");
        }
        if (!endpoint.isEmpty()) {
            checkEndpoint("endpoint", endpoint);
        }
        if (!publicEndpoint.isEmpty()) {
            checkEndpoint("public-endpoint", publicEndpoint);
            if (!new AwsEndpoint(publicEndpoint).isKnown()) {
                throw new IllegalArgumentException(
                        "public-endpoint must have a host without underscores");
            }
        }
    }

    static AwsSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                all ->
                        of(
                                "aws",
                                all,
                                all.choice("answer", List.of("v1", "v2"), "v1").equals("v2")));
    }

    /// The settings of any connector with these commands.
    static AwsSettings of(String connector, ConnectorSettings all, boolean enveloped) {
        return new AwsSettings(
                connector,
                new AccessKeys(
                        all.text("access-key-id", ""),
                        all.secret("secret-access-key").orElse(""),
                        all.text("session-token", "")),
                all.text("region", ""),
                all.text("endpoint", ""),
                all.text("public-endpoint", ""),
                all.duration("max-link-lifetime", MAX_LINK_LIFETIME, MAX_LINK_LIFETIME),
                enveloped,
                all.number("attempts", 3, 1, 10),
                connector.equals("aws") ? all.number("max-items", 10_000, 1, 1_000_000) : 0,
                all.flag("instance-metadata", false));
    }

    /// These settings with the credentials of a connection.
    ///
    /// @throws ConnectorException `ConnectorNotConfigured` when its region is none
    AwsSettings with(ConnectionKeys connection) {
        try {
            return new AwsSettings(
                    connector,
                    connection.keys(),
                    connection.region().orElse(region),
                    endpoint,
                    publicEndpoint,
                    maxLinkLifetime,
                    enveloped,
                    attempts,
                    maxItems,
                    instanceMetadata);
        } catch (IllegalArgumentException e) {
            throw notConfigured("the connection's " + e.getMessage());
        }
    }

    /// @throws ConnectorException `ConnectorNotConfigured` when a required setting is missing
    void requireComplete() {
        if (region.isEmpty()) {
            throw notConfigured(key("region") + " is not set");
        }
        if (!keys.isEmpty()) {
            if (keys.accessKeyId().isEmpty()) {
                throw notConfigured(key("access-key-id") + " is not set, but its secret is");
            }
            if (keys.secretAccessKey().isEmpty()) {
                throw notConfigured(
                        key("secret-access-key") + " is not set, but its access key is");
            }
        }
    }

    /// The endpoint that links for browsers have; empty for AWS itself.
    String linkEndpoint() {
        return publicEndpoint.isEmpty() ? endpoint : publicEndpoint;
    }

    /// @throws ConnectorException `ConnectorNotConfigured` when the host of links would not be the right one
    void requireLinks() {
        if (!linkEndpoint().isEmpty() && !new AwsEndpoint(linkEndpoint()).isKnown()) {
            throw notConfigured(
                    "connectors.%s.public-endpoint is not set, and the host of endpoint has an underscore, which links cannot have"
                            .formatted(connector));
        }
    }

    /// The whole name of a setting, and the environment variable that sets it, if there is one.
    private String key(String name) {
        var variable =
                connector.equals("aws")
                        ? " (AWS_%s)".formatted(name.toUpperCase(Locale.ROOT).replace('-', '_'))
                        : "";
        return "connectors." + connector + "." + name + variable;
    }

    static ConnectorException notConfigured(String message) {
        return new ConnectorException(ErrorCode.CONNECTOR_NOT_CONFIGURED, message);
    }

    private static void checkEndpoint(String key, String endpoint) {
        if (!AwsEndpoint.isValid(endpoint)) {
            throw new IllegalArgumentException(
                    key
                            + " must be a URL such as http://localhost:8000, without user, query or fragment");
        }
    }
}
