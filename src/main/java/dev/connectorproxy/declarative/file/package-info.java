/// Connector files: the YAML read strictly into records, and the parameters of each command with the places in the request where
/// their values go. The format is described in `etc/docs/connector-files.md`.
package dev.connectorproxy.declarative.file;
