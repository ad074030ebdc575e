/// Requests to peers that the operator configured, each on its own connection, with Helidon's WebClient. Commands use
/// `egress` instead, whose policy checks their targets.
package dev.connectorproxy.outbound;
