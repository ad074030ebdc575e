/// Values that satisfy a JSON Schema, for requests and responses that nobody has written.
package dev.connectorproxy.importer.sample;
