package dev.connectorproxy.connector.aws;

import dev.connectorproxy.pdf.DocumentError;
import dev.connectorproxy.pdf.PdfPress;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.TreeSize;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// `artifacts/GenerateHtmlPreview`: the HTML of which `artifacts/GenerateArtifact` would make a PDF.
final class GenerateHtmlPreview implements Command {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final CommandSpec SPEC =
            new CommandSpec(
                            "GenerateHtmlPreview",
                            "Fills in an HTML template.",
                            List.of(
                                    ArtifactStore.ID,
                                    ArtifactTemplate.TEMPLATE,
                                    ArtifactTemplate.DATA),
                            DocumentError.codes())
                    .asStrict();

    private final PdfPress press;

    GenerateHtmlPreview(PdfPress press) {
        this.press = press;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        TreeSize.reserveTwice(arguments, call);
        arguments.requireEncodable();
        var html = ArtifactTemplate.fill(press, PdfPress.data("data", arguments), arguments);
        call.memory().take(html.length() * 3L);
        byte[] utf8 = html.getBytes(StandardCharsets.UTF_8);
        return CommandResult.Done.of(
                JSON.createObjectBuilder()
                        .add("previewData", Base64.getEncoder().encodeToString(utf8))
                        .build());
    }
}
