/// What connectors, payment providers and the proxy itself have in common beyond the contract: settings, percent-coding,
/// patterns, trust stores. Ships in the jar of the SPI. Depends on `java.*`, `jakarta.json` and
/// `dev.connectorproxy.spi` only.
package dev.connectorproxy.toolkit;
