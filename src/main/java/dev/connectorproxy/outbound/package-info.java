/// Requests to peers that the operator chose, each over a connection of its own, through Helidon's WebClient. Commands go out
/// through `egress` instead, whose guard their targets need.
package dev.connectorproxy.outbound;
