package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A command for one call that names secrets: puts the values in, and takes them out of whatever comes back.
///
/// @param mayUse whether this caller may use the secret of that name
record SecretCommand(Command command, Secrets secrets, Predicate<String> mayUse)
        implements Command {
    private static final int DEEPEST = 1024;

    @Override
    public CommandSpec spec() {
        return command.spec();
    }

    /// @throws ConnectorException what the command throws, masked; `InvalidParameters`: a secret is not to be had
    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        var used = new LinkedHashSet<String>();
        var opened = opened(arguments, used);
        secrets.remember(used);
        var masking = new Masking(new Mask(used));
        try {
            return masking.result(command.execute(opened, masking.call(call)));
        } catch (ConnectorException e) {
            throw masking.failure(e);
        }
    }

    /// @param used receives the values
    private Arguments opened(Arguments arguments, Set<String> used) {
        Map<String, JsonText> texts = new HashMap<>(arguments.texts());
        for (var parameter : command.spec().parameters()) {
            texts.computeIfPresent(
                    parameter.id(),
                    (id, text) -> Reference.mayBeIn(text) ? opened(id, text, used) : text);
        }
        return new Arguments(texts);
    }

    private JsonText opened(String id, JsonText text, Set<String> used) {
        var rewriting =
                new JsonStrings.Rewriting(
                        name -> name,
                        it ->
                                Reference.resolved(it, name -> value(name, used))
                                        .orElseThrow(() -> refused(id)),
                        number -> number);
        return JsonText.of(JsonStrings.rewrite(Masking.bytes(text), rewriting), DEEPEST)
                .orElseThrow();
    }

    private Optional<String> value(String name, Set<String> used) {
        var value = mayUse.test(name) ? secrets.find(name) : Optional.<String>empty();
        value.ifPresent(used::add);
        return value;
    }

    /// One answer for all reasons, so that nobody learns which names there are.
    private static ConnectorException refused(String parameter) {
        return new ConnectorException(
                ErrorCode.INVALID_PARAMETERS,
                "parameter '%s' names a secret that is not open to this caller, or that there is not"
                        .formatted(parameter));
    }
}
