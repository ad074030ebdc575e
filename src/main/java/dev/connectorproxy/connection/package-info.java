/// Named connections: credentials that the operator defines under `connections:`, and that a call names. They fill
/// parameters of a command, or are added to its HTTP requests, go only to the origins of the connection, and are masked.
package dev.connectorproxy.connection;
