package dev.connectorproxy.settings;

import io.helidon.common.Version;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// The parsed command line.
///
/// @param action what to do
/// @param file of settings, as given; empty if there is none
/// @param plugins the plugin directory, as given; empty if there is none
public record CommandLine(Action action, String file, String plugins) {
    private static final List<String> OPTIONS =
            List.of(
                    "--config",
                    "--plugins",
                    "--check-config",
                    "--print-config",
                    "--help",
                    "--version");

    /// What the program does. If several are given, the last in this order wins.
    public enum Action {
        /// Serve until stopped.
        START,
        /// Load and validate all settings, print the result, and exit.
        CHECK,
        /// Load and validate all settings, print each with its source, and exit.
        PRINT,
        /// Print [#version] and exit.
        VERSION,
        /// Print [#help] and exit.
        HELP
    }

    public CommandLine {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(plugins, "plugins");
    }

    /// Parses the arguments. `--help` wins over `--version`, and that over the rest.
    ///
    /// @throws SettingsException an argument is invalid; its message is the one line to print before exit status 2
    public static CommandLine parse(String... arguments) {
        var action = Action.START;
        var file = "";
        var plugins = "";
        var rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            var option = rest.next();
            var name = option.replaceFirst("^(--config|--plugins)=.*", "$1");
            switch (name) {
                case "--config" -> file = requireOnce(name, file, path(option, rest, "file"));
                case "--plugins" ->
                        plugins = requireOnce(name, plugins, path(option, rest, "directory"));
                case "--check-config" -> action = stronger(action, Action.CHECK);
                case "--print-config" -> action = stronger(action, Action.PRINT);
                case "--version" -> action = stronger(action, Action.VERSION);
                case "--help" -> action = stronger(action, Action.HELP);
                default -> throw unknown(option);
            }
        }
        return new CommandLine(action, file, plugins);
    }

    public Optional<Path> path() {
        try {
            return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
        } catch (InvalidPathException _) {
            throw new SettingsException("--config does not name a file");
        }
    }

    /// The system properties for [Settings#load], overridden by the options.
    ///
    /// @throws SettingsException the plugin directory does not exist
    public Properties overlay(Properties properties) {
        if (plugins.isEmpty()) {
            return properties;
        }
        try {
            if (Files.isDirectory(Path.of(plugins))) {
                var all = new Properties();
                all.putAll(properties);
                all.setProperty("plugins.directory", plugins);
                return all;
            }
        } catch (InvalidPathException _) {
            // reported below
        }
        throw new SettingsException("--plugins does not name a directory");
    }

    public static String version() {
        return "connector-proxy %s (Java %s, Helidon %s)"
                .formatted(build(), Runtime.version(), Version.VERSION);
    }

    /// The version of this build; `development` outside a jar.
    public static String build() {
        return Optional.ofNullable(CommandLine.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    public static String help() {
        return usage() + environment();
    }

    private static String usage() {
        return """
        Usage: java -jar connector-proxy.jar [options]
               java -jar connector-proxy.jar new provider|connector NAME [FOLDER]
                 writes a Maven project of your own, which builds and passes its tests, into ./NAME or that folder
               java -jar connector-proxy.jar import FILE-OR-URL [--name NAME] [--tag TAG] [--operation ID] [--all]
                 writes the connector file connectors/NAME.yaml for an API description (Swagger 2.0, OpenAPI 3);
                 also --server URL, --directory DIR, --force, --follow-urls, --config FILE
               java -jar connector-proxy.jar import --check [--call] PATH...
                 says for each API description there what an import would make of it; --call calls a mock of it

        Options:
          --config FILE    read settings from this YAML file, over the built-in defaults
          --plugins DIR    load connectors of your own from the jars in this directory (plugins.directory)
          --check-config   read all settings as for a start, say whether they are good, and end
          --print-config   print every setting, secrets masked, with the source of its value, and end
          --help           print this and end
          --version        print the version and end

        """;
    }

    private static String environment() {
        return """
        Environment, over the file:
          CONNECTOR_PROXY_CONFIG           the file, when --config is not given
          HOST                             server.host: the address to listen on
          CONNECTOR_PROXY_ASYNC_HTTP_PORT  server.port: the port to listen on
          PORT                             server.port, when the name above is not set
          CONNECTOR_PROXY_API_KEY          security.api-key: the key that callers must send
          CONNECTOR_PROXY_API_KEY_FILE     security.api-key-file: a file that holds it
          CONNECTOR_PROXY_CORS_ORIGINS     server.cors-origins: a comma list
          CONNECTOR_PROXY_EGRESS_ALLOW     egress.allow: a comma list of CIDR, host, host:port
          AWS_ACCESS_KEY_ID                connectors.aws.access-key-id
          AWS_SECRET_ACCESS_KEY            connectors.aws.secret-access-key
          AWS_SESSION_TOKEN                connectors.aws.session-token
          AWS_REGION                       connectors.aws.region
          AWS_DEFAULT_REGION               connectors.aws.region, when the name above is not set
          AWS_ENDPOINT_URL                 connectors.aws.endpoint
          CONNECTOR_DEV_ADDR               dev-server.address: where the development server listens
          CONNECTOR_DEV_DEBUG              dev-server.debug: whether it lists providers for debugging
          CONNECTOR_PROXY_<KEY>            any setting: its key in capitals, dots and dashes as underscores;
                                           CONNECTOR_PROXY_LIMITS_DEADLINE=PT20S is limits.deadline

        System properties, over the environment: java -Dlimits.deadline=PT20S -jar connector-proxy.jar

        A list replaces the list of the weaker source; nothing is added to it.
        Exit status: 0 after a regular end, 2 when the options or the settings are wrong, or a project or connector
        cannot be written, 1 when import --check found something that cannot be imported.
        """;
    }

    private static String path(String option, Iterator<String> rest, String kind) {
        int equals = option.indexOf('=');
        boolean inline = equals > 0;
        var path = inline ? option.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
        if (path.isBlank() || !inline && path.startsWith("--")) {
            var name = inline ? option.substring(0, equals) : option;
            throw new SettingsException(name + " must be followed by the name of a " + kind);
        }
        return path;
    }

    private static String requireOnce(String name, String before, String path) {
        if (!before.isEmpty()) {
            throw new SettingsException(name + " is given twice");
        }
        return path;
    }

    private static Action stronger(Action first, Action second) {
        return first.compareTo(second) > 0 ? first : second;
    }

    private static SettingsException unknown(String argument) {
        if (!argument.startsWith("-")) {
            return new SettingsException(
                    "an argument is no option; a file of settings is named with --config FILE");
        }
        // the value after an equals sign may be a secret
        var name = argument.split("=", 2)[0];
        if (OPTIONS.contains(name)) {
            return new SettingsException(name + " takes no value");
        }
        return new SettingsException(
                name
                        + " is not an option"
                        + SettingHint.of(name)
                                .orElseGet(() -> SpellingSuggestion.hint(name, OPTIONS)));
    }
}
