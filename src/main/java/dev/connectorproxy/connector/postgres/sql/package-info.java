/// Statements and their values: SQL built from descriptions, placeholders as psycopg has them, values bound by the type
/// of their column, rows as JSON, and error codes.
package dev.connectorproxy.connector.postgres.sql;
