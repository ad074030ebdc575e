package dev.connectorproxy.openapi.reader;

import java.util.Optional;

/// The format of a description.
enum SourceVersion {
    SWAGGER_2,
    OPENAPI_3_0,
    OPENAPI_3_1;

    /// The format that a document says it has.
    ///
    /// @throws DescriptionException it has none, or one that is not read
    static SourceVersion of(DocumentNode root, String name, ProblemList problems) {
        var openapi = root.text("openapi");
        var swagger = root.text("swagger");
        var version = openapi.or(() -> swagger).orElse("");
        if (version.startsWith("3")) {
            return openApi3(version, problems);
        }
        if (version.startsWith("2")) {
            return SWAGGER_2;
        }
        throw new DescriptionException(name, unsupported(root, version));
    }

    private static SourceVersion openApi3(String version, ProblemList problems) {
        if (version.equals("3") || version.startsWith("3.0")) {
            return OPENAPI_3_0;
        }
        if (!version.startsWith("3.1")) {
            problems.add("#/openapi", "version " + version + " is read as 3.1");
        }
        return OPENAPI_3_1;
    }

    private static String unsupported(DocumentNode root, String version) {
        if (!version.isEmpty()) {
            return "is of version "
                    + version.substring(0, Math.min(version.length(), 20))
                    + "; Swagger 2.0, OpenAPI 3.0 and OpenAPI 3.1 are read";
        }
        return root.text("swaggerVersion")
                .map(old -> "is Swagger 1; convert it to OpenAPI 3")
                .or(() ->
                        Optional.of(root.has("asyncapi"))
                                .filter(it -> it)
                                .map(_ -> "is AsyncAPI, which has no operations of HTTP"))
                .orElse(
                        "is no API description: it has neither `openapi: 3…` nor `swagger: \"2.0\"` at its top level");
    }
}
