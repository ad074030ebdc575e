package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// Settings under `connectors.aws:`. A string that is not set is empty.
///
/// @param keys the credentials of `access-key-id`, `secret-access-key` (or `secret-access-key-file`) and
///     `session-token`; without them, the sources that the environment names are used
/// @param region `region`, such as `eu-central-1`
/// @param endpoint `endpoint`, a URL used instead of AWS's own; S3 is then addressed by path
/// @param enveloped whether a success is returned in the envelope (`v2`) or unwrapped (`v1`, the default)
/// @param attempts the maximum number of attempts for a request (`attempts`, 3)
/// @param maxItems the maximum number of items that query and scan return (`max-items`, 10000)
/// @param instanceMetadata whether the EC2 instance is asked for credentials (`instance-metadata`, false)
record AwsSettings(
        AccessKeys keys,
        String region,
        String endpoint,
        boolean enveloped,
        int attempts,
        int maxItems,
        boolean instanceMetadata) {
    private static final Set<String> KNOWN_KEYS =
            Set.of(
                    "access-key-id",
                    "secret-access-key",
                    "secret-access-key-file",
                    "session-token",
                    "region",
                    "endpoint",
                    "answer",
                    "attempts",
                    "max-items",
                    "instance-metadata");

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
            checkEndpoint(endpoint);
        }
        requireInRange("attempts", attempts, 10);
        requireInRange("max-items", maxItems, 1_000_000);
    }

    static AwsSettings create(Map<String, String> settings) {
        for (var key : settings.keySet()) {
            if (!KNOWN_KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        key
                                + " is not a setting; there are "
                                + String.join(", ", KNOWN_KEYS.stream().sorted().toList()));
            }
        }
        return new AwsSettings(
                keys(settings),
                text(settings, "region", ""),
                text(settings, "endpoint", ""),
                isAlternative(settings, "answer", "v1", "v2"),
                number(settings, "attempts", "3"),
                number(settings, "max-items", "10000"),
                isAlternative(settings, "instance-metadata", "false", "true"));
    }

    /// @throws ConnectorException `ConnectorNotConfigured` when a required setting is missing
    void requireComplete() {
        if (region.isEmpty()) {
            throw notConfigured("connectors.aws.region (AWS_REGION) is not set");
        }
        if (!keys.isEmpty()) {
            if (keys.accessKeyId().isEmpty()) {
                throw notConfigured(
                        "connectors.aws.access-key-id (AWS_ACCESS_KEY_ID) is not set, but its secret is");
            }
            if (keys.secretAccessKey().isEmpty()) {
                throw notConfigured(
                        "connectors.aws.secret-access-key (AWS_SECRET_ACCESS_KEY) is not set, but its access key is");
            }
        }
    }

    static ConnectorException notConfigured(String message) {
        return new ConnectorException(ErrorCode.CONNECTOR_NOT_CONFIGURED, message);
    }

    private static AccessKeys keys(Map<String, String> settings) {
        var secret = text(settings, "secret-access-key", "");
        var file = text(settings, "secret-access-key-file", "");
        if (!secret.isEmpty() && !file.isEmpty()) {
            throw new IllegalArgumentException(
                    "secret-access-key-file must not be set beside secret-access-key");
        }
        return new AccessKeys(
                text(settings, "access-key-id", ""),
                file.isEmpty() ? secret : readSecret(file),
                text(settings, "session-token", ""));
    }

    private static String readSecret(String file) {
        try {
            var text = Files.readString(Path.of(file)).strip();
            if (text.isEmpty()) {
                throw new IllegalArgumentException("secret-access-key-file must not be empty");
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "secret-access-key-file must be a file that can be read as UTF-8", e);
        }
    }

    private static void checkEndpoint(String endpoint) {
        var message =
                "endpoint must be a URL such as http://localhost:8000, without user, query or fragment";
        try {
            var url = URI.create(endpoint);
            boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (!http
                    || url.getHost() == null
                    || url.getRawUserInfo() != null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null) {
                throw new IllegalArgumentException(message);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message, e);
        }
    }

    private static void requireInRange(String key, int number, int max) {
        if (number < 1 || number > max) {
            throw new IllegalArgumentException(key + " must be a whole number from 1 to " + max);
        }
    }

    private static String text(Map<String, String> settings, String key, String fallback) {
        var text = settings.getOrDefault(key, "").strip();
        return text.isEmpty() ? fallback : text;
    }

    private static int number(Map<String, String> settings, String key, String fallback) {
        try {
            return Integer.parseInt(text(settings, key, fallback));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(key + " must be a whole number");
        }
    }

    private static boolean isAlternative(
            Map<String, String> settings, String key, String first, String second) {
        var text = text(settings, key, first);
        if (!text.equals(first) && !text.equals(second)) {
            throw new IllegalArgumentException(key + " must be " + first + " or " + second);
        }
        return text.equals(second);
    }
}
