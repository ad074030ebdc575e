package dev.connectorproxy.declarative;

import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.settings.SpellingSuggestion;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.toolkit.Globs;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A connector that is a file. Its commands keep nothing from one call to the next. Immutable, thread-safe.
public final class DeclarativeConnector implements ConnectorProvider {
    private final ConnectorFile file;
    private final List<CommandPlan> plans;

    private DeclarativeConnector(ConnectorFile file, List<CommandPlan> plans) {
        this.file = file;
        this.plans = List.copyOf(plans);
    }

    /// Prepares the commands of a file.
    ///
    /// @param description the API description that the file names
    /// @throws SettingsException a command does not fit the description, or an expression is invalid
    public static DeclarativeConnector of(
            ConnectorFile file, Optional<ApiDescription> description) {
        var compiler = new CommandCompiler(file, description);
        var plans = file.commands().stream().map(compiler::compile).toList();
        requireParameters(file, plans);
        return new DeclarativeConnector(file, plans);
    }

    /// @throws SettingsException the file names a parameter with credentials that no command has
    private static void requireParameters(ConnectorFile file, List<CommandPlan> plans) {
        var ids =
                plans.stream()
                        .flatMap(plan -> plan.spec().parameters().stream())
                        .map(Parameter::id)
                        .collect(Collectors.toSet());
        Stream.concat(
                        file.credentials().stream().flatMap(use -> use.replaces().stream()),
                        file.refresh().stream().flatMap(refresh -> refresh.parameters().stream()))
                .filter(id -> !ids.contains(id.text()))
                .findFirst()
                .ifPresent(id -> {
                    throw new SettingsException(
                            "%s names '%s', which is not a parameter of any command%s"
                                    .formatted(
                                            id.place(),
                                            id.text(),
                                            SpellingSuggestion.hint(id.text(), ids)));
                });
    }

    @Override
    public String name() {
        return file.name();
    }

    /// @param known the types of connections that there are
    /// @throws SettingsException it takes credentials of another type
    public void requireConnectionTypes(SortedSet<String> known) {
        for (var use : file.credentials()) {
            if (!known.contains(use.type())) {
                throw new SettingsException(
                        "%s: connection names the type '%s', which is none of %s%s"
                                .formatted(
                                        use.place(),
                                        use.type(),
                                        String.join(", ", known),
                                        SpellingSuggestion.hint(use.type(), known)));
            }
        }
    }

    /// The number of its commands.
    int size() {
        return plans.size();
    }

    @Override
    public ConnectorInfo info() {
        return file.info();
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var egress = new RedirectingEgress(context.idempotentEgress(), Globs.of(file.redirects()));
        return plans.stream().<Command>map(plan -> new DeclarativeCommand(plan, egress)).toList();
    }
}
