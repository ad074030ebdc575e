/// `make walk`: reads all payments of each provider's contract server, page by page, with restarts.
package dev.connectorproxy.walk;
