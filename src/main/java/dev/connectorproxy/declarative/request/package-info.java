/// From an operation of an API description and values to an HTTP request, and the validation of values against JSON Schemas.
///
/// Serialization follows OpenAPI 3.1 (<https://spec.openapis.org/oas/v3.1.1.html>), sections 4.8.12 (Parameter Object) and
/// 4.8.15 (Encoding Object), and RFC 6570 where that refers to it.
package dev.connectorproxy.declarative.request;
