/// Connectors that are files: their commands at run time, and the directories that the files are read from. The walk of a call:
/// arguments are validated and bound to places of an operation, a request is built and sent, and rules make a result of the response.
package dev.connectorproxy.declarative;
