/// Connections to databases: opened to checked addresses only, pooled, used for one statement or transaction, and
/// cancelled when a call ends before its statement.
package dev.connectorproxy.connector.postgres.session;
