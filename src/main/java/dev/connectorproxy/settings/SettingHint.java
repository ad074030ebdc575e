package dev.connectorproxy.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the setting that somebody means who gives its name as an option, such as `--port`.
final class SettingHint {
    private SettingHint() {}

    /// `; server.port is a setting: …`; empty if no setting has that name.
    ///
    /// @param option with its dashes, without a value
    static Optional<String> of(String option) {
        var name = option.toLowerCase(Locale.ROOT).replaceFirst("^-+", "").replace('_', '-');
        return keys().filter(key -> isNamed(key, name)).findFirst().map(SettingHint::text);
    }

    /// A secret on the command line could be read by every user of the machine.
    private static String text(String key) {
        var property = SecretCheck.isSecretName(key) ? "" : ", or java -D" + key + "=…";
        return "; %1$s is a setting: set %2$s in the environment, or %1$s in the file%3$s"
                .formatted(key, variables(key), property);
    }

    private static boolean isNamed(String key, String name) {
        return key.equals(name) || key.endsWith("." + name) || key.replace('.', '-').equals(name);
    }

    /// The settings with a default, in the order of the built-in file, and those with a variable of their own.
    private static Stream<String> keys() {
        var builtIn = YamlFile.builtIn();
        Settings.config(List.of(builtIn));
        return Stream.concat(
                SettingsTree.entries("", builtIn.tree()).map(SettingsTree.Entry::key),
                Environment.OLDER_NAMES.keySet().stream().sorted());
    }

    private static String variables(String key) {
        var older = Environment.OLDER_NAMES.getOrDefault(key, List.of());
        return String.join(" or ", older.isEmpty() ? Environment.names(key) : older.reversed());
    }
}
