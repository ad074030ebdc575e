/// Reads API descriptions (Swagger 2.0, OpenAPI 3.0 and 3.1; JSON and YAML; references to other files) into the model. What a
/// publisher got wrong is repaired or left out, with a line in the problems of the model; only what is no description, or exceeds the
/// limits, is refused. Schemas keep `x-ms-summary`, which is also their `title`, and `x-ms-visibility`. A property that is `readOnly`
/// is never in `required`, so that one schema serves requests and responses.
package dev.connectorproxy.openapi.reader;
