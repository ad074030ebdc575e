/// Connections through JDBC drivers: opened to one permitted address, pooled, cancelled; values, rows and errors by database.
package dev.connectorproxy.connector.sql.session;
