/// The HTTP client of all commands and plugins. A call enters at `HttpEgress`: its target is checked by the policy of
/// `egress.target`, a connection comes from the pools of `egress.connect`, and `egress.http1` reads the response.
/// `RetryExecutor` repeats failures that may pass. Each hop of a redirect is checked again.
package dev.connectorproxy.egress;
