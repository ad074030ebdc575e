/// The connector `slack`: `PostMessage`.
package dev.connectorproxy.connector.slack;
