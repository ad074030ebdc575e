/// Connections of outgoing requests: pools, the route to a target (direct, or through the operator's HTTP proxy), and
/// TLS.
package dev.connectorproxy.egress.connect;
