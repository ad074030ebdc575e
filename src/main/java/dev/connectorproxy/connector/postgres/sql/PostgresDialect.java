package dev.connectorproxy.connector.postgres.sql;

import dev.connectorproxy.database.statement.ColumnGrammar;
import dev.connectorproxy.database.statement.Dialect;
import dev.connectorproxy.database.statement.LexicalRule;
import dev.connectorproxy.database.statement.NameStyle;
import java.util.Set;

/// PostgreSQL's SQL.
public final class PostgresDialect {
    public static final Dialect DIALECT =
            new Dialect(
                    "PostgreSQL",
                    NameStyle.standard(NameStyle.Case.LOWER),
                    Set.of(
                            LexicalRule.ESCAPE_STRINGS,
                            LexicalRule.DOLLAR_QUOTES,
                            LexicalRule.NESTED_COMMENTS,
                            LexicalRule.QUESTION_OPERATORS),
                    Dialect.Conditions.POSTGRES,
                    Dialect.Limit.LIMIT,
                    Dialect.Returning.RETURNING,
                    Dialect.Tables.IF_EXISTS,
                    ColumnGrammar.POSTGRES);

    private PostgresDialect() {}
}
