package dev.connectorproxy.connector.aws;

import static dev.connectorproxy.spi.ParameterDetails.ofLabel;

import dev.connectorproxy.pdf.PdfPress;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;

/// The parameters with which commands of `artifacts` name a template and its data.
final class ArtifactTemplate {
    static final Parameter TEMPLATE =
            Parameter.required(
                            "template",
                            ParameterType.STR,
                            "The name of a file in connectors.artifacts.templates-directory.")
                    .withDetails(ofLabel("Template").withExample("permit.html"));
    static final Parameter DATA =
            Parameter.required(
                            "data",
                            ParameterType.STRUCTURED,
                            "An object with the values for the template.")
                    .withDetails(ofLabel("Data").withFormat("json"));

    private ArtifactTemplate() {}

    /// The template of the call, filled in.
    static String fill(PdfPress press, JsonObject data, Arguments arguments) {
        var name = arguments.requiredString("template").strip();
        return press.fill(press.template("template", name), data);
    }
}
