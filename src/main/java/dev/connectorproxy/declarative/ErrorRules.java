package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.expression.Expression;
import dev.connectorproxy.declarative.file.ErrorRule;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/// Decides whether a response is a failure, and which. Immutable, thread-safe.
///
/// An engine repeats a task whose failure has status 429 or 5xx, and no other. So a rule that says `retry` gives the failure such
/// a status, 503 unless it has one; a rule that says not to gives it another, 422 unless it has one.
final class ErrorRules {
    private static final int MAX_MESSAGE_LENGTH = 2_000;
    private static final int RETRYABLE = 503;
    private static final int FINAL = 422;

    private final List<Rule> rules;

    /// @param statuses with which `when` can hold
    private record Rule(
            Expression when,
            IntPredicate statuses,
            Optional<Expression> message,
            ErrorRule definition) {
        static Rule of(ErrorRule definition) {
            return new Rule(
                    Expressions.compile(definition.when()),
                    StatusFilter.of(definition.when().text()),
                    definition.message().map(Expressions::compile),
                    definition);
        }
    }

    /// @throws dev.connectorproxy.settings.SettingsException an expression is invalid
    ErrorRules(List<ErrorRule> definitions) {
        this(definitions.stream().map(Rule::of), Stream.empty());
    }

    private ErrorRules(Stream<Rule> first, Stream<Rule> others) {
        this.rules = Stream.concat(first, others).toList();
    }

    /// These rules, and then others.
    ErrorRules and(ErrorRules others) {
        return new ErrorRules(rules.stream(), others.rules.stream());
    }

    /// The codes that the rules give.
    List<String> codes() {
        return rules.stream().map(rule -> rule.definition().code()).distinct().toList();
    }

    /// The failure that the response is, with its body; empty if it is a success.
    Optional<Done> failure(UpstreamResponse response, Call call) {
        return byRule(response, call).or(() -> byStatus(response));
    }

    private Optional<Done> byRule(UpstreamResponse response, Call call) {
        var possible =
                rules.stream().filter(rule -> rule.statuses().test(response.status())).toList();
        if (possible.isEmpty()) {
            return Optional.empty();
        }
        var context = response.context();
        return possible.stream()
                .filter(rule -> holds(rule, context, response, call))
                .findFirst()
                .map(rule ->
                        failure(
                                response,
                                status(rule.definition(), response.status()),
                                new CommandError(
                                        rule.definition().code(),
                                        message(rule, context, response, call))));
    }

    /// A condition that cannot be evaluated on this response does not hold: the status decides then.
    private static boolean holds(
            Rule rule, JsonObject context, UpstreamResponse response, Call call) {
        try {
            return rule.when().holds(context, response.size(), call.left());
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.EXPRESSION_FAILED)) {
                return false;
            }
            throw e;
        }
    }

    private static String message(
            Rule rule, JsonObject context, UpstreamResponse response, Call call) {
        try {
            return rule.message()
                    .flatMap(message -> message.evaluateText(context, response.size(), call.left()))
                    .filter(text -> !text.isBlank())
                    .map(ErrorRules::cut)
                    .orElseGet(response::statusMessage);
        } catch (ConnectorException e) {
            if (e.is(ErrorCode.EXPRESSION_FAILED)) {
                return response.statusMessage();
            }
            throw e;
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_MESSAGE_LENGTH
                ? text.substring(0, MAX_MESSAGE_LENGTH) + " …"
                : text;
    }

    private static int status(ErrorRule rule, int responseStatus) {
        int status = rule.status().orElse(responseStatus < 400 ? FINAL : responseStatus);
        return rule.retry()
                .map(retry -> isRetried(status) == retry ? status : retry ? RETRYABLE : FINAL)
                .orElse(status);
    }

    private static boolean isRetried(int status) {
        return status == 429 || status >= 500;
    }

    private static Optional<Done> byStatus(UpstreamResponse response) {
        int status = response.status();
        if (status >= 300) {
            var error =
                    new CommandError(
                            CommandError.ofStatus(status).code(), response.statusMessage());
            return Optional.of(failure(response, status, error));
        }
        return response.unreadable()
                .map(why ->
                        failure(
                                response,
                                FINAL,
                                new CommandError(ErrorCode.JSON_DECODE_ERROR.code(), why)));
    }

    private static Done failure(UpstreamResponse response, int status, CommandError error) {
        return new Done(
                response.toBody(),
                OptionalInt.of(status),
                Optional.empty(),
                Optional.of(error),
                response.logs());
    }
}
