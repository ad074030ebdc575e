/// JDBC URLs, read without a driver: which database, where, and which of its properties a caller may set.
package dev.connectorproxy.connector.sql.target;
