package dev.connectorproxy.connection;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectionUse;
import dev.connectorproxy.toolkit.Globs;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The setting `connections`, a list.
public record ConnectionList(List<ConnectionSettings> all) {
    public ConnectionList {
        all = List.copyOf(all);
    }

    /// @throws SettingsException a value is invalid
    public static ConnectionList create(Section root) {
        return new ConnectionList(ConnectionSettings.createAll(root));
    }

    /// The globs over commands of each connection, by its name.
    public Map<String, Globs> commandGlobs() {
        var globs = new LinkedHashMap<String, Globs>();
        all.forEach(each -> globs.put(each.name(), each.commands()));
        return globs;
    }

    /// The names of those that need somebody to sign in.
    public List<String> signedIn() {
        return all.stream()
                .filter(each -> each.type() instanceof OAuthType oauth && oauth.signedIn())
                .map(ConnectionSettings::name)
                .toList();
    }

    /// The types that there are: those that are built in, and those that such commands take.
    public static SortedSet<String> types(Collection<CommandSpec> specs) {
        var types = ConnectionTypes.names();
        specs.stream()
                .flatMap(spec -> spec.details().connections().stream())
                .forEach(use -> types.add(use.type()));
        return types;
    }

    /// Checks the connections against the commands that may use them.
    ///
    /// @param commands by id
    /// @param complete whether no plugin is broken, so that all types are known
    /// @throws SettingsException a type or field is unknown, or nobody says where the secrets may go
    public void check(Map<String, CommandSpec> commands, boolean complete) {
        for (var settings : all) {
            if (ConnectionTypes.find(settings.type().name()).isEmpty() && complete) {
                requireKnown(settings, commands.values());
            }
            if (settings.origins().isEmpty() && settings.type().needsOrigins()) {
                requireOrigins(settings, commands);
            }
        }
    }

    private static void requireKnown(
            ConnectionSettings settings, Collection<CommandSpec> commands) {
        var known =
                commands.stream()
                        .flatMap(spec -> uses(spec, settings))
                        .flatMap(use ->
                                Stream.concat(
                                        use.parameters().keySet().stream(),
                                        use.defaults().keySet().stream()))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (known.isEmpty()) {
            throw settings.invalid()
                    .apply(
                            "type",
                            "must be one of %s, or a type that commands of a plugin take"
                                    .formatted(String.join(", ", ConnectionTypes.names())));
        }
        requireKnown(settings, known);
    }

    private static void requireKnown(ConnectionSettings settings, Set<String> known) {
        for (var field : new TreeSet<>(settings.fields().keySet())) {
            if (!known.contains(field)) {
                throw settings.invalid()
                        .apply(
                                field,
                                "must be a field of the type %s, which has %s"
                                        .formatted(
                                                settings.type().name(), String.join(", ", known)));
            }
        }
    }

    private static void requireOrigins(
            ConnectionSettings settings, Map<String, CommandSpec> commands) {
        commands.forEach((id, spec) -> {
            boolean open = uses(spec, settings).anyMatch(use -> use.origins().isEmpty());
            if (open && settings.commands().matches(id)) {
                throw settings.invalid()
                        .apply(
                                "origins",
                                "must name the origins that its secrets may be sent to, such as https://api.example.com: callers of %s choose the URL"
                                        .formatted(id));
            }
        });
    }

    private static Stream<ConnectionUse> uses(CommandSpec spec, ConnectionSettings settings) {
        return spec.details().connections().stream()
                .filter(use -> use.type().equals(settings.type().name()));
    }
}
