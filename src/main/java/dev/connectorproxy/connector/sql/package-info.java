/// The connector `sql`: the commands of `postgres_v2` for other databases.
package dev.connectorproxy.connector.sql;
