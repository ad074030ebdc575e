package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.SourceText;
import dev.connectorproxy.settings.SettingsException;

/// Compiles the expressions of a file.
final class Expressions {
    private Expressions() {}

    /// @throws SettingsException it is not JSONata; the message has the file, the line and the column
    static Expression compile(SourceText source) {
        try {
            return Expression.compile(source.text(), source.place());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }
}
