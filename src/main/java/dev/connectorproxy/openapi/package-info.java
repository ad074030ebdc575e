/// API descriptions: Swagger 2.0 and OpenAPI 3.0 and 3.1, read into one model that has no version. Schemas in it are JSON Schema
/// 2020-12, whatever the description uses.
package dev.connectorproxy.openapi;
