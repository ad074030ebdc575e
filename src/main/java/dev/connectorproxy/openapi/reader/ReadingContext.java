package dev.connectorproxy.openapi.reader;

/// What the readers of the parts of one description share. Not thread-safe.
record ReadingContext(
        SourceVersion version,
        ReferenceResolver references,
        SchemaConverter schemas,
        ProblemList problems,
        ReadingLimits limits) {
    boolean isSwagger() {
        return version == SourceVersion.SWAGGER_2;
    }
}
