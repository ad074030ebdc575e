/// The connector to try a proxy with.
package dev.connectorproxy.connector.example;
