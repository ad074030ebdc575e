/// A connector for trying out a proxy.
package dev.connectorproxy.connector.example;
