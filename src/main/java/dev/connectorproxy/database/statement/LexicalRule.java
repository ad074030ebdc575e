package dev.connectorproxy.database.statement;

/// What distinguishes the SQL of one database from that of the standard when quoted text and comments are recognised.
public enum LexicalRule {
    /// `E'…'` has backslash escapes, as in PostgreSQL.
    ESCAPE_STRINGS,
    /// Every string has backslash escapes, and `"…"` is a string too, as in MySQL.
    BACKSLASHES,
    /// `$tag$…$tag$`, as in PostgreSQL.
    DOLLAR_QUOTES,
    /// `q'[…]'`, as in Oracle.
    Q_QUOTES,
    /// `` `name` ``, as in MySQL.
    BACKTICKS,
    /// `[name]`, as in SQL Server.
    BRACKETS,
    /// Comments may stand in comments.
    NESTED_COMMENTS,
    /// A line comment begins with `#`, or with `--` before white space; `/*!…*/` is no comment, as in MySQL.
    MYSQL_COMMENTS,
    /// `?` is part of operators, as in PostgreSQL; the driver takes it doubled.
    QUESTION_OPERATORS
}
