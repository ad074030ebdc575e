/// Connectors that others wrote: jars in a directory, each in a class loader of its own, so that what is wrong with one
/// stays with it.
package dev.connectorproxy.plugins;
