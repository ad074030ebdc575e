package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.pdf.DocumentError;
import dev.connectorproxy.pdf.PdfPress;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.TreeSize;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;

/// `artifacts/GenerateArtifact`: makes a PDF and stores it in S3.
final class GenerateArtifact implements Command {
    private static final CommandSpec SPEC =
            ArtifactStore.complete(
                    new CommandSpec(
                            "GenerateArtifact",
                            "Makes a PDF of an HTML template and data, and stores it in an S3 bucket.",
                            List.of(
                                    ArtifactStore.ID,
                                    ArtifactTemplate.TEMPLATE,
                                    ArtifactTemplate.DATA,
                                    Parameter.optional(
                                                    "generate_links",
                                                    ParameterType.BOOL,
                                                    "Whether the result has a link for browsers, too.")
                                            .withDefault(JsonValue.FALSE)
                                            .withDetails(ofLabel("Link for browsers")),
                                    ArtifactStore.STORAGE),
                            Stream.of(AwsErrorCodes.S3, DocumentError.codes())
                                    .flatMap(List::stream)
                                    .distinct()
                                    .toList()));

    private final PdfPress press;
    private final ArtifactStore store;

    GenerateArtifact(PdfPress press, ArtifactStore store) {
        this.press = press;
        this.store = store;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    /// True: a repetition stores the same object again.
    @Override
    public boolean repeatable(Arguments arguments) {
        return true;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        arguments.requireEncodable();
        var place = store.place(arguments);
        if (arguments.flag("generate_links")) {
            CreateFileLink.refuseSessionToken(arguments);
        }
        TreeSize.reserveTwice(arguments, call);
        var data = PdfPress.data("data", arguments);
        var attachments = ArtifactAttachments.of(data);
        var html = ArtifactTemplate.fill(press, data, arguments);
        var pdf = press.print(attachments.appendTo(html), call);
        store.put(place, pdf.content(), arguments, call);
        return CommandResult.Done.of(
                store.links(place, arguments.flag("generate_links"), arguments, call));
    }
}
