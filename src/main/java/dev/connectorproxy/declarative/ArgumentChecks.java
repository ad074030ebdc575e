package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.CheckRule;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.util.List;

/// Conditions under which arguments are refused. Immutable, thread-safe.
final class ArgumentChecks {
    private final List<Check> checks;

    private record Check(Expression when, Expression message) {}

    /// @throws dev.connectorproxy.settings.SettingsException an expression is invalid
    ArgumentChecks(List<CheckRule> rules) {
        this.checks =
                rules.stream()
                        .map(rule ->
                                new Check(
                                        Expressions.compile(rule.when()),
                                        Expressions.compile(rule.message())))
                        .toList();
    }

    /// @throws ConnectorException `InvalidParameters`: a condition holds; `ExpressionFailed`
    void require(GivenValues given, Call call) {
        for (var check : checks) {
            if (check.when().holds(given.object(), given.size(), call.left())) {
                throw new ConnectorException(
                        ErrorCode.INVALID_PARAMETERS,
                        check.message()
                                .evaluateText(given.object(), given.size(), call.left())
                                .orElse("the arguments do not fit together"));
            }
        }
    }
}
