package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingCommand;
import dev.connectorproxy.spi.JsonText;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Decorates a command for one call whose arguments reference secrets: resolves them, limits where they are sent, and
/// masks their values in the result.
///
/// @param mayUse whether the caller may use the secret of that name
record SecretCommand(Command command, Secrets secrets, Predicate<String> mayUse)
        implements ForwardingCommand {
    private static final int MAX_DEPTH = 1024;

    /// @throws ConnectorException what the command throws, masked; `InvalidParameters` when a secret is not available
    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var values = new CallSecrets(secrets, mayUse);
        var resolved = resolveSecrets(arguments, values);
        var scope = new SecretScope(secrets, SecretOriginPolicy.REFERENCES);
        scope.addAll(values.used());
        return scope.run(command, resolved, call);
    }

    private Arguments resolveSecrets(Arguments arguments, CallSecrets values) {
        Map<String, JsonText> texts = new HashMap<>(arguments.texts());
        for (var parameter : command.spec().parameters()) {
            texts.computeIfPresent(
                    parameter.id(),
                    (id, text) ->
                            SecretReference.mayContain(text)
                                    ? resolveSecrets(id, text, values)
                                    : text);
        }
        return new Arguments(texts);
    }

    private static JsonText resolveSecrets(String id, JsonText text, CallSecrets values) {
        var replacements =
                new JsonStringRewriter.Replacements(
                        name -> name,
                        string ->
                                SecretReference.resolve(string, values::find)
                                        .orElseThrow(() -> notAvailable(id)),
                        number -> number);
        return JsonText.of(
                        JsonStringRewriter.rewrite(ResultMasker.toBytes(text), replacements),
                        MAX_DEPTH)
                .orElseThrow();
    }

    /// The same message for all reasons, so that callers cannot find out which names exist.
    private static ConnectorException notAvailable(String parameter) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS,
                "parameter '%s' names a secret that is not open to this caller, or that there is not"
                        .formatted(parameter));
    }
}
