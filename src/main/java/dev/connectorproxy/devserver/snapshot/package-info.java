/// Named exchanges of connectors, exported and imported, and connectors that get their responses from them.
package dev.connectorproxy.devserver.snapshot;
