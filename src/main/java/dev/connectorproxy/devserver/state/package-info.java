/// The position of each fetch of a connector, and the tickets by which fetches take turns.
package dev.connectorproxy.devserver.state;
