package dev.connectorproxy.connector.aws;

import dev.connectorproxy.pdf.PdfSettings;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.util.Map;

/// Settings under `connectors.artifacts:`.
///
/// @param bucket of calls that name no storage (`bucket`); empty if there is none
record ArtifactSettings(String bucket, AwsSettings aws, PdfSettings pdf) {

    static ArtifactSettings create(Map<String, String> settings) {
        return ConnectorSettings.read(
                settings,
                keys ->
                        new ArtifactSettings(
                                keys.text("bucket", ""),
                                AwsSettings.of("artifacts", keys, true),
                                PdfSettings.of("artifacts", keys)));
    }
}
