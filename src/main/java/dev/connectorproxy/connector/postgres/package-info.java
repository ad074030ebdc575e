/// The connector `postgres_v2`: SQL on PostgreSQL. Nothing of the driver is loaded before the first call.
package dev.connectorproxy.connector.postgres;
