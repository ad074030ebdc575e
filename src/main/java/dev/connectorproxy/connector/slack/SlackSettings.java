package dev.connectorproxy.connector.slack;

import dev.connectorproxy.toolkit.ConnectorSettings;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.util.Map;

/// Settings under `connectors.slack:`.
///
/// @param baseUrl the URL to which the names of Slack's methods are appended, without a trailing slash (`base-url`,
///     `https://slack.com/api`)
record SlackSettings(String baseUrl) {
    private static final String DEFAULT_BASE_URL = "https://slack.com/api";

    SlackSettings {
        if (!isValidBaseUrl(baseUrl)) {
            throw new IllegalArgumentException(
                    "base-url must be an absolute http or https URL in ASCII, without credentials, query and fragment");
        }
        baseUrl = baseUrl.replaceAll("/+$", "");
    }

    static SlackSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings, keys -> new SlackSettings(keys.text("base-url", DEFAULT_BASE_URL)));
    }

    private static boolean isValidBaseUrl(String text) {
        return text.indexOf('?') < 0 && HttpOrigin.ofUrl(text).isPresent();
    }
}
