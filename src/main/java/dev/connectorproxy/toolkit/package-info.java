/// What the authors of connectors, and the proxy itself, would otherwise write again and again: typed settings
/// ([dev.connectorproxy.toolkit.ConnectorSettings]), percent-encoding ([dev.connectorproxy.toolkit.PercentCodec]),
/// patterns of names ([dev.connectorproxy.toolkit.Globs]), domain names ([dev.connectorproxy.toolkit.DomainName]), certificates ([dev.connectorproxy.toolkit.Pem],
/// [dev.connectorproxy.toolkit.TrustStores]), texts for messages ([dev.connectorproxy.toolkit.Redaction]) and causes
/// ([dev.connectorproxy.toolkit.Causes]). No connector has to use it. Ships in the jar of the SPI, with the same
/// compatibility rule. Depends on `java.*`, `jakarta.json` and `dev.connectorproxy.spi` only.
package dev.connectorproxy.toolkit;
