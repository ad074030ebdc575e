/// The API for authors of payment-provider plugins: what a provider is, its requests and results, and how it
/// fails. Depends on `java.*`, `jakarta.json` and `dev.connectorproxy.spi` only.
package dev.connectorproxy.spi.payment;
