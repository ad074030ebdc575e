/// Connections to databases: pooled, used by one call at a time, cancelled at its deadline; and the rows that they return.
package dev.connectorproxy.database.session;
