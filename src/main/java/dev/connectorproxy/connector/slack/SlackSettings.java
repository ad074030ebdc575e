package dev.connectorproxy.connector.slack;

import dev.connectorproxy.toolkit.ConnectorSettings;
import dev.connectorproxy.toolkit.FileDirectory;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings under `connectors.slack:`.
///
/// @param baseUrl the URL to which the names of Slack's methods are appended, without a trailing slash (`base-url`,
///     `https://slack.com/api`)
/// @param errorCodes the codes of `slack/PostMessage` (`error-codes`, `reference`)
/// @param attachments the directory with files that `filepath` may name (`attachments-directory`, none)
/// @param maxFileBytes the maximum size of a file (`file-bytes`, 50 MiB)
record SlackSettings(
        String baseUrl,
        SlackErrorCodes errorCodes,
        Optional<FileDirectory> attachments,
        int maxFileBytes) {
    private static final String DEFAULT_BASE_URL = "https://slack.com/api";
    private static final int DEFAULT_FILE_BYTES = 50 << 20;
    private static final int MAX_FILE_BYTES = 1 << 30;

    SlackSettings {
        if (!isValidBaseUrl(baseUrl)) {
            throw new IllegalArgumentException(
                    "base-url must be an absolute http or https URL in ASCII, without credentials, query and fragment");
        }
        baseUrl = HttpOrigin.withoutTrailingSlashes(baseUrl);
    }

    static SlackSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                keys ->
                        new SlackSettings(
                                keys.text("base-url", DEFAULT_BASE_URL),
                                SlackErrorCodes.of(
                                        keys.choice(
                                                "error-codes",
                                                List.of("reference", "precise"),
                                                "reference")),
                                FileDirectory.of(keys, "attachments-directory"),
                                keys.bytes("file-bytes", DEFAULT_FILE_BYTES, MAX_FILE_BYTES)));
    }

    private static boolean isValidBaseUrl(String text) {
        return text.indexOf('?') < 0 && HttpOrigin.ofUrl(text).isPresent();
    }
}
