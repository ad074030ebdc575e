package dev.connectorproxy.connector.document;

import dev.connectorproxy.pdf.PdfPress;
import dev.connectorproxy.pdf.PdfSettings;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.util.List;

/// The connector `document`, which makes no outgoing calls.
public final class DocumentConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "document";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo("Documents", "PDFs from HTML templates.", "extension", "");
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var settings =
                ConnectorSettings.read(context.settings(), keys -> PdfSettings.of(name(), keys));
        return List.of(new RenderPdf(new PdfPress(settings)));
    }
}
