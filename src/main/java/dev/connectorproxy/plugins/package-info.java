/// Plugins: connectors and payment providers in jars of a directory, each plugin in its own class loader, so that a
/// broken one does not affect the rest.
package dev.connectorproxy.plugins;
