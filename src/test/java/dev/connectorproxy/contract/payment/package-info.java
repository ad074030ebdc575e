/// The conformance kit for payment providers: [ProviderContract], which every provider must pass offline, [LiveContract],
/// which holds a provider's own API to what the provider relies on, and [FullWalk], with which both page. Depends on JUnit,
/// Hamcrest, `java.*`, `jakarta.json` and the two `spi` packages alone.
package dev.connectorproxy.contract.payment;
