package dev.connectorproxy.database.statement;

import java.util.Objects;
import java.util.Set;

/// What distinguishes the statements for one kind of database.
///
/// @param name of the database, for messages
/// @param lexicalRules how quoted text and comments are recognised in the caller's SQL
public record Dialect(
        String name,
        NameStyle names,
        Set<LexicalRule> lexicalRules,
        Conditions conditions,
        Limit limit,
        Returning returning,
        Tables tables,
        ColumnGrammar columnGrammar) {

    /// How conditions and orders are written.
    public enum Conditions {
        /// As in PostgreSQL: `ILIKE`, `IS TRUE`, `FALSE`, `NULLS FIRST`.
        POSTGRES,
        /// As in the standard: the same without `ILIKE`.
        STANDARD,
        /// As in MySQL: the standard without `NULLS FIRST`.
        MYSQL,
        /// Neither boolean literals nor `NULLS FIRST`, as in SQL Server.
        SQL_SERVER,
        /// No boolean literals, as in Oracle.
        ORACLE;

        boolean hasIlike() {
            return this == POSTGRES;
        }

        boolean hasTruthLiterals() {
            return this == POSTGRES || this == STANDARD || this == MYSQL;
        }

        boolean hasNullsOrder() {
            return this == POSTGRES || this == STANDARD || this == ORACLE;
        }
    }

    /// How the number of rows is limited.
    public enum Limit {
        /// `LIMIT ?` at the end.
        LIMIT,
        /// `TOP (?)` after `SELECT`.
        TOP,
        /// `FETCH FIRST ? ROWS ONLY` at the end, as in the standard.
        FETCH_FIRST
    }

    /// How the rows of a change are returned.
    public enum Returning {
        /// `RETURNING` at the end.
        RETURNING,
        /// `OUTPUT` before the values or conditions.
        OUTPUT,
        /// Generated keys of JDBC, for inserted rows only.
        GENERATED_KEYS,
        NONE
    }

    /// How a table is created if there is none, and dropped if there is one.
    public enum Tables {
        /// `IF NOT EXISTS` and `IF EXISTS`.
        IF_EXISTS,
        /// `IF OBJECT_ID(…) IS NULL`, and `IF EXISTS`.
        OBJECT_ID,
        /// Neither: the failure of the server is taken for success.
        TOLERATED
    }

    public Dialect {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(conditions, "conditions");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(returning, "returning");
        Objects.requireNonNull(tables, "tables");
        Objects.requireNonNull(columnGrammar, "columnGrammar");
        lexicalRules = Set.copyOf(lexicalRules);
    }

    boolean has(LexicalRule rule) {
        return lexicalRules.contains(rule);
    }
}
