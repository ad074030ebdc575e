/// A mock of an API, made of its description. It validates what arrives against the description's own JSON and not against the model that
/// requests are built from, so that a mistake in reading a description cannot hide itself.
package dev.connectorproxy.importer.mock;
