/// Checks that no input of a caller or a peer makes the proxy compute longer than linear in its length.
package dev.connectorproxy.complexity;
