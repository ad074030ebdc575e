/// The scanner behind [dev.connectorproxy.spi.JsonText]. Not part of the API: authors of plugins use `JsonText`, and
/// this package changes without notice. Depends on `java.*` and `jakarta.json` only.
package dev.connectorproxy.spi.json;
