/// Connectors that are files: their commands are run as the proxy runs them, recorded, and loaded again when a file changes.
package dev.connectorproxy.devserver.command;
