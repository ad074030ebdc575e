/// Providers, the connectors made of them, and how they are called.
package dev.connectorproxy.devserver.connector;
