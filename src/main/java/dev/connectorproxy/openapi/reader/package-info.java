/// Reads API descriptions from files into the model of the package above.
package dev.connectorproxy.openapi.reader;
