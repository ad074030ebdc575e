/// All that an author of a payment-provider plugin sees: what a provider is, what it is asked, the records it answers with,
/// how it reaches the outside world and how it fails. Depends on `java.*`, `jakarta.json` and `dev.connectorproxy.spi` alone.
package dev.connectorproxy.spi.payment;
