/// Rows of a connector that are kept to compare later ones with.
package dev.connectorproxy.devserver.baseline;
