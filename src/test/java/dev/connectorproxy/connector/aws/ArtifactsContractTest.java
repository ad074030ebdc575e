package dev.connectorproxy.connector.aws;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsContractTest extends CommandContract {
    @TempDir private Path templates;

    @BeforeEach
    void writeTemplate() throws IOException {
        Files.writeString(templates.resolve("a.html"), "<p>{{n}}");
    }

    @Override
    protected ConnectorProvider provider() {
        return new ArtifactsConnector();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "access-key-id", "AKIATEST",
                "secret-access-key", "test-secret",
                "region", "eu-central-1",
                "bucket", "bucket1",
                "templates-directory", templates.toString());
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of(
                "GenerateArtifact",
                "{\"id\": \"a.pdf\", \"template\": \"a.html\", \"data\": {\"n\": 7}, \"generate_links\": true}",
                "GenerateHtmlPreview",
                "{\"id\": \"a.pdf\", \"template\": \"a.html\", \"data\": {\"n\": 7}}",
                "GetLinkToArtifact",
                "{\"id\": \"a.pdf\", \"storage\": \"s3://bucket2\"}");
    }
}
