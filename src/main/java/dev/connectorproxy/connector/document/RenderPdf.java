package dev.connectorproxy.connector.document;

import static dev.connectorproxy.spi.ParameterDetails.Visibility.ADVANCED;
import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.pdf.DocumentError;
import dev.connectorproxy.pdf.PdfPress;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.TreeSize;
import dev.connectorproxy.toolkit.DataUrl;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/// `document/RenderPdf`: fills in an HTML template and makes a PDF of it.
final class RenderPdf implements Command {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String DEFAULT_NAME = "document.pdf";
    private static final int MAX_NAME_LENGTH = 255;

    private static final CommandSpec SPEC =
            new CommandSpec(
                            "RenderPdf",
                            "Makes a PDF of an HTML template and data.",
                            parameters(),
                            DocumentError.codes())
                    .asStrict();

    private final PdfPress press;

    RenderPdf(PdfPress press) {
        this.press = press;
    }

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.optional(
                                "template_html",
                                ParameterType.STR,
                                "The template: HTML with {{name}}, {{#list}}…{{/list}} and {{^none}}…{{/none}} of Mustache.")
                        .withDetails(
                                ofLabel("Template (HTML)")
                                        .withExample("<h1>Order {{number}}</h1>")),
                Parameter.optional(
                                "template",
                                ParameterType.STR,
                                "In place of template_html, the name of a file in connectors.document.templates-directory.")
                        .withDetails(ofLabel("Template").withExample("order.html")),
                Parameter.optional(
                                "data",
                                ParameterType.STRUCTURED,
                                "An object with the values for the template.")
                        .withDetails(ofLabel("Data").withFormat("json")),
                Parameter.optional("filename", ParameterType.STR, "The name of the file.")
                        .withDefault(JSON.createValue(DEFAULT_NAME))
                        .withDetails(ofLabel("File name").as(ADVANCED)));
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
        arguments.requireEncodable();
        var name = filename(arguments);
        TreeSize.reserveTwice(arguments, call);
        var data = PdfPress.data("data", arguments);
        var document = press.print(press.fill(template(arguments), data), call);
        call.memory().take(document.content().length * 2L);
        return CommandResult.Done.of(
                JSON.createObjectBuilder()
                        .add(
                                "file_data",
                                DataUrl.format("application/pdf", name, document.content()))
                        .add("pages", document.pages())
                        .add("size", document.content().length)
                        .build());
    }

    private String template(Arguments arguments) {
        var html = arguments.string("template_html").filter(text -> !text.isBlank());
        var name = arguments.string("template").map(String::strip).filter(text -> !text.isEmpty());
        if (html.isPresent() == name.isPresent()) {
            throw invalid("template_html", "or 'template' must be given, one of the two");
        }
        return html.orElseGet(() -> press.template("template", name.orElseThrow()));
    }

    private static String filename(Arguments arguments) {
        var name =
                arguments
                        .string("filename")
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .orElse(DEFAULT_NAME);
        if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid(
                    "filename",
                    "must have at most %d characters, without control characters"
                            .formatted(MAX_NAME_LENGTH));
        }
        return name;
    }

    private static ConnectorException invalid(String id, String problem) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS, "parameter '%s' %s".formatted(id, problem));
    }
}
