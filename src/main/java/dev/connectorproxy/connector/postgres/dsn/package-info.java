/// Connection strings and URLs as libpq reads them
/// (<https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>), and what they may say here.
package dev.connectorproxy.connector.postgres.dsn;
