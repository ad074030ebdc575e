package dev.connectorproxy.connector.aws;

import dev.connectorproxy.pdf.PdfPress;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `artifacts`: the commands of GSA's connector proxy, which make PDFs and keep them in S3.
public final class ArtifactsConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "artifacts";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "Artifacts",
                "PDFs of HTML templates, kept in S3, with links to them.",
                "cloud",
                "");
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var settings = ArtifactSettings.create(context.settings());
        var store =
                new ArtifactStore(
                        new LazyAwsServices(settings.aws(), context.egress()), settings.bucket());
        var press = new PdfPress(settings.pdf());
        return List.of(
                new GenerateArtifact(press, store),
                new GenerateHtmlPreview(press),
                new GetLinkToArtifact(store));
    }
}
