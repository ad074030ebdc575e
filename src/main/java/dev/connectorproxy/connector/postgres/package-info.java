/// The connector `postgres_v2`: SQL on PostgreSQL. No class of the driver is loaded before the first call.
package dev.connectorproxy.connector.postgres;
