/// The conformance kit for payment providers: [ProviderContract], which every provider must pass offline,
/// [LiveContract], which checks a provider's own API, and [FullWalk], with which both page; [RecordReader] and
/// [dev.connectorproxy.spi.payment.RecordWriter] for records in fixtures. Depends on JUnit, Hamcrest,
/// `java.*`, `jakarta.json` and the two `spi` packages only.
package dev.connectorproxy.contract.payment;
