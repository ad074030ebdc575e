/// The connector development server: a separate HTTP listener on which developers create connectors of payment-provider
/// plugins, fetch their pages one by one and inspect the state that the server keeps between fetches.
package dev.connectorproxy.devserver;
