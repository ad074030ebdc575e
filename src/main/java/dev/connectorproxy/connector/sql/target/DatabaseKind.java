package dev.connectorproxy.connector.sql.target;

import dev.connectorproxy.database.statement.ColumnGrammar;
import dev.connectorproxy.database.statement.Dialect;
import dev.connectorproxy.database.statement.LexicalRule;
import dev.connectorproxy.database.statement.NameStyle;
import java.util.Set;

/// The kinds of databases, each with its SQL.
public enum DatabaseKind {
    MARIADB(mysql("MariaDB", Dialect.Returning.RETURNING)),
    MYSQL(mysql("MySQL", Dialect.Returning.NONE)),
    SQL_SERVER(
            new Dialect(
                    "SQL Server",
                    new NameStyle('[', ']', NameStyle.Case.KEPT),
                    Set.of(LexicalRule.BRACKETS, LexicalRule.NESTED_COMMENTS),
                    Dialect.Conditions.SQL_SERVER,
                    Dialect.Limit.TOP,
                    Dialect.Returning.OUTPUT,
                    Dialect.Tables.OBJECT_ID,
                    ColumnGrammar.COMMON)),
    ORACLE(
            new Dialect(
                    "Oracle",
                    NameStyle.standard(NameStyle.Case.UPPER),
                    Set.of(LexicalRule.Q_QUOTES),
                    Dialect.Conditions.ORACLE,
                    Dialect.Limit.FETCH_FIRST,
                    Dialect.Returning.GENERATED_KEYS,
                    Dialect.Tables.TOLERATED,
                    ColumnGrammar.COMMON)),
    /// A database whose driver the operator supplies and names.
    OTHER(
            new Dialect(
                    "this database",
                    NameStyle.standard(NameStyle.Case.UNQUOTED),
                    Set.of(),
                    Dialect.Conditions.STANDARD,
                    Dialect.Limit.FETCH_FIRST,
                    Dialect.Returning.GENERATED_KEYS,
                    Dialect.Tables.TOLERATED,
                    ColumnGrammar.COMMON));

    private final Dialect dialect;

    DatabaseKind(Dialect dialect) {
        this.dialect = dialect;
    }

    public Dialect dialect() {
        return dialect;
    }

    private static Dialect mysql(String name, Dialect.Returning returning) {
        return new Dialect(
                name,
                new NameStyle('`', '`', NameStyle.Case.KEPT),
                Set.of(LexicalRule.BACKSLASHES, LexicalRule.BACKTICKS, LexicalRule.MYSQL_COMMENTS),
                Dialect.Conditions.MYSQL,
                Dialect.Limit.LIMIT,
                returning,
                Dialect.Tables.IF_EXISTS,
                ColumnGrammar.COMMON);
    }
}
