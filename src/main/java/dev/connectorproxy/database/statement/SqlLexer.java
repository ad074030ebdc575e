package dev.connectorproxy.database.statement;

import static dev.connectorproxy.database.statement.LexicalRule.BACKSLASHES;
import static dev.connectorproxy.database.statement.LexicalRule.BACKTICKS;
import static dev.connectorproxy.database.statement.LexicalRule.BRACKETS;
import static dev.connectorproxy.database.statement.LexicalRule.DOLLAR_QUOTES;
import static dev.connectorproxy.database.statement.LexicalRule.ESCAPE_STRINGS;
import static dev.connectorproxy.database.statement.LexicalRule.MYSQL_COMMENTS;
import static dev.connectorproxy.database.statement.LexicalRule.NESTED_COMMENTS;
import static dev.connectorproxy.database.statement.LexicalRule.Q_QUOTES;

import java.util.Set;

/// Scans SQL character by character and distinguishes quoted text and comments: strings with and without escapes,
/// quoted names, dollar quotes, nested comments. Follows the standard and the rules of one database; PostgreSQL's apply with `standard_conforming_strings` on.
final class SqlLexer {
    private final String sql;
    private final Set<LexicalRule> rules;
    private final StringBuilder command = new StringBuilder();
    private String lastCommand = "";
    private boolean commandEnded;
    private int at = -1;

    private Region region = Region.PLAIN;
    private String closing = ""; // ends the quoted region
    private boolean escapes;
    private int depth; // of nested comments; 0 in a line comment
    private int regionEnd = -1; // where the opening or closing delimiter ends

    /// The kind of text that a character belongs to.
    enum Region {
        PLAIN,
        QUOTED,
        COMMENT
    }

    SqlLexer(String sql, Set<LexicalRule> rules) {
        this.sql = sql;
        this.rules = rules;
    }

    /// Advances to the next character.
    ///
    /// @return false at the end
    boolean next() {
        at++;
        if (at >= sql.length()) {
            return false;
        }
        if (at <= regionEnd) {
            return true; // inside a delimiter
        }
        switch (region) {
            case PLAIN -> plain();
            case QUOTED -> quoted();
            case COMMENT -> comment();
        }
        return true;
    }

    char character() {
        return sql.charAt(at);
    }

    /// The region of the current character; a delimiter belongs to the region that it delimits.
    Region region() {
        return region;
    }

    int index() {
        return at;
    }

    /// Advances if the next character is this one.
    boolean takeIf(char expected) {
        if (at + 1 < sql.length() && sql.charAt(at + 1) == expected) {
            at++;
            return true;
        }
        return false;
    }

    /// Advances to the next such character, or to the end, and returns the text before it.
    String takeUntil(char end) {
        int found = sql.indexOf(end, at + 1);
        int to = found < 0 ? sql.length() : found;
        var text = sql.substring(at + 1, to);
        at = to;
        return text;
    }

    /// The first word of the last statement.
    String lastCommand() {
        return command.isEmpty() ? lastCommand : command.toString();
    }

    private void plain() {
        char c = sql.charAt(at);
        if (c == '\'') {
            open("'", 1, has(BACKSLASHES) || has(ESCAPE_STRINGS) && follows("eE"));
        } else if (c == '"') {
            open("\"", 1, has(BACKSLASHES));
        } else if (c == '`' && has(BACKTICKS)) {
            open("`", 1, false);
        } else if (c == '[' && has(BRACKETS)) {
            open("]", 1, false);
        } else if (c == '$' && has(DOLLAR_QUOTES) && !inWord(at - 1)) {
            dollar();
        } else if (isLineComment()) {
            comment(0);
        } else if (isBlockComment()) {
            comment(1);
        } else {
            command(c);
        }
        if (c == '\'' && has(Q_QUOTES) && follows("qQ") && at + 1 < sql.length()) {
            openAlternative(sql.charAt(at + 1));
        }
    }

    private boolean has(LexicalRule rule) {
        return rules.contains(rule);
    }

    /// Whether the character comes right after one of these letters, which is a word of its own.
    private boolean follows(String letters) {
        return at > 0 && letters.indexOf(sql.charAt(at - 1)) >= 0 && !inWord(at - 2);
    }

    private boolean isLineComment() {
        if (!has(MYSQL_COMMENTS)) {
            return sql.startsWith("--", at);
        }
        return sql.charAt(at) == '#'
                || sql.startsWith("--", at)
                        && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    /// MySQL executes what stands in `/*! … */`.
    private boolean isBlockComment() {
        return sql.startsWith("/*", at)
                && !(has(MYSQL_COMMENTS)
                        && (sql.startsWith("!", at + 2) || sql.startsWith("M!", at + 2)));
    }

    /// Oracle's `q'[ … ]'`, with any delimiter.
    private void openAlternative(char delimiter) {
        int bracket = "[{<(".indexOf(delimiter);
        open((bracket < 0 ? delimiter : "]}>)".charAt(bracket)) + "'", 2, false);
    }

    private void command(char c) {
        if (c == ';') {
            lastCommand = lastCommand();
            command.setLength(0);
            commandEnded = false;
        } else if (Character.isLetter(c) && !commandEnded) {
            command.append(c);
        } else if (!command.isEmpty()) {
            commandEnded = true;
        }
    }

    private void open(String closing, int length, boolean escapes) {
        this.region = Region.QUOTED;
        this.closing = closing;
        this.escapes = escapes;
        this.regionEnd = at + length - 1;
        commandEnded = !command.isEmpty();
    }

    private void dollar() {
        int end = at + 1;
        while (end < sql.length() && isWord(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        boolean digit = end > at + 1 && Character.isDigit(sql.charAt(at + 1));
        if (end < sql.length() && sql.charAt(end) == '$' && !digit) {
            open(sql.substring(at, end + 1), end + 1 - at, false);
        }
    }

    private void quoted() {
        if (escapes && sql.charAt(at) == '\\') {
            regionEnd = at + 1;
        } else if (sql.startsWith(closing, at)) {
            boolean doubled = closing.length() == 1 && sql.startsWith(closing, at + 1);
            regionEnd = doubled ? at + 1 : at + closing.length() - 1;
            region = doubled ? region : Region.PLAIN;
        }
    }

    private void comment(int depth) {
        this.region = Region.COMMENT;
        this.depth = depth;
        this.regionEnd = at + 1;
        commandEnded = !command.isEmpty();
    }

    private void comment() {
        if (depth == 0) {
            region = sql.charAt(at) == '\n' || sql.charAt(at) == '\r' ? Region.PLAIN : region;
        } else if (has(NESTED_COMMENTS) && sql.startsWith("/*", at)) {
            depth++;
            regionEnd = at + 1;
        } else if (sql.startsWith("*/", at)) {
            depth--;
            regionEnd = at + 1;
            region = depth == 0 ? Region.PLAIN : region;
        }
    }

    private boolean inWord(int index) {
        return index >= 0 && isWord(sql.charAt(index));
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
