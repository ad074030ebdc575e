package dev.connectorproxy.connector.ai;

import dev.connectorproxy.toolkit.ConnectorSettings;
import java.util.Map;

/// Settings under `connectors.ai:`.
///
/// @param apiBase the base URL of calls that name none (`api-base`, `https://api.openai.com/v1`)
record AiSettings(String apiBase) {
    private static final String OPENAI = "https://api.openai.com/v1";

    static AiSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                keys ->
                        new AiSettings(
                                ChatRequest.baseUrl(keys.text("api-base", OPENAI))
                                        .orElseThrow(() ->
                                                ConnectorSettings.invalid(
                                                        "api-base", ChatRequest.URL_REQUIREMENT))));
    }
}
