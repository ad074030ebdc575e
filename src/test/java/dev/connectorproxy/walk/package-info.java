/// `make walk`: long walks through the payments of each provider's contract server.
package dev.connectorproxy.walk;
