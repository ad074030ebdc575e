package dev.connectorproxy.connection;

import dev.connectorproxy.secrets.SecretOrigin;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.toolkit.Globs;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One element of the list `connections`.
///
/// @param name what calls name it by
/// @param commands globs over the ids of the commands that may use it
/// @param origins where its secrets may go; none: those of the type, or of the command
/// @param fields of the type, by key; of a plugin's type: all other keys
/// @param variables of the connector's server, by name
/// @param invalid makes the failure of a key, for a reason that begins with "must"
record ConnectionSettings(
        String name,
        ConnectionType type,
        Globs commands,
        Set<SecretOrigin> origins,
        Map<String, FieldValue> fields,
        Map<String, String> variables,
        BiFunction<String, String, SettingsException> invalid) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SECRET_KEY =
            Pattern.compile(".*(key|secret|password|passphrase|token|credential).*");
    private static final Set<String> COMMON = Set.of("name", "type", "commands", "origins");

    ConnectionSettings {
        origins = Set.copyOf(origins);
        fields = Map.copyOf(fields);
        variables = Map.copyOf(variables);
    }

    /// @param root of all settings
    /// @throws SettingsException a value is invalid
    static List<ConnectionSettings> createAll(Section root) {
        var names = new HashSet<String>();
        return root.sections("connections").stream()
                .map(section -> create(section, names))
                .toList();
    }

    private static ConnectionSettings create(Section section, Set<String> names) {
        var name = section.text("name").filter(text -> NAME.matcher(text).matches());
        if (name.isEmpty() || !names.add(name.get())) {
            throw section.invalid(
                    "name",
                    "must be 1 to 64 letters, digits, dots, dashes or underscores, and that of no other connection");
        }
        var type = section.text("type").orElse("");
        var commands = section.texts("commands");
        if (commands.isEmpty()) {
            throw section.invalid(
                    "commands", "must name the commands that may use it, such as github/*");
        }
        var variables = section.section("variables").flat();
        var builtIn = ConnectionTypes.find(type);
        var fields =
                builtIn.map(known -> fields(section, known.fields()))
                        .orElseGet(() -> allFields(section));
        return new ConnectionSettings(
                name.get(),
                builtIn.orElseGet(() -> new FieldsType(type, List.of())),
                Globs.of(commands),
                origins(section),
                fields,
                variables,
                section::invalid);
    }

    private static Map<String, FieldValue> fields(Section section, List<ConnectionField> known) {
        var values = new LinkedHashMap<String, FieldValue>();
        for (var field : known) {
            read(section, field.key(), field.secret(), values);
            if (field.required() && !values.containsKey(field.key())) {
                throw section.invalid(field.key(), "must be set for a connection of this type");
            }
        }
        return values;
    }

    /// The fields of a type that is not built in: a secret is recognised by its name.
    private static Map<String, FieldValue> allFields(Section section) {
        var values = new LinkedHashMap<String, FieldValue>();
        section.flat(List.of("**")).keySet().stream()
                .filter(key -> key.indexOf('.') < 0 && !COMMON.contains(key))
                .map(ConnectionSettings::withoutSource)
                .distinct()
                .forEach(key -> read(section, key, SECRET_KEY.matcher(key).matches(), values));
        return values;
    }

    /// The field that a key such as `token-file` gives.
    private static String withoutSource(String key) {
        var field = key.replaceFirst("-(file|env)$", "");
        return SECRET_KEY.matcher(field).matches() ? field : key;
    }

    private static void read(
            Section section, String key, boolean secret, Map<String, FieldValue> values) {
        if (secret) {
            section.secretOrVariableOrReference(key)
                    .ifPresent(text -> values.put(key, FieldValue.ofSecret(text)));
        } else {
            section.text(key)
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> values.put(key, FieldValue.ofText(text, false)));
        }
    }

    private static Set<SecretOrigin> origins(Section section) {
        var origins = section.texts("origins");
        if (origins.stream().anyMatch(text -> SecretOrigin.parse(text).isEmpty())) {
            throw section.invalid(
                    "origins",
                    "must be origins such as https://api.example.com, or host:port for other protocols");
        }
        return origins.stream()
                .flatMap(text -> SecretOrigin.parse(text).stream())
                .collect(Collectors.toSet());
    }
}
