/// The HTTP exchanges of connectors: recorded in their egress, listed, compared and sent again.
package dev.connectorproxy.devserver.capture;
