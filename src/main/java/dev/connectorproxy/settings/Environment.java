package dev.connectorproxy.settings;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The environment as a source of settings. A variable is looked up when a reader asks for its key, so that every key
/// has a variable without a list of names. Used by one thread, at start.
final class Environment {
    static final String PREFIX = "CONNECTOR_PROXY_";
    static final String FILE = PREFIX + "CONFIG";

    /// Names that existing deployments use, besides the general one; the first that is set wins.
    static final Map<String, List<String>> OLDER_NAMES =
            Map.ofEntries(
                    entry("server.host", List.of("HOST")),
                    entry("server.port", List.of(PREFIX + "ASYNC_HTTP_PORT", "PORT")),
                    entry("server.cors-origins", List.of(PREFIX + "CORS_ORIGINS")),
                    entry("dev-server.address", List.of("CONNECTOR_DEV_ADDR")),
                    entry("dev-server.debug", List.of("CONNECTOR_DEV_DEBUG")),
                    entry("security.api-key", List.of(PREFIX + "API_KEY")),
                    entry("security.api-key-file", List.of(PREFIX + "API_KEY_FILE")),
                    entry("connectors.aws.access-key-id", List.of("AWS_ACCESS_KEY_ID")),
                    entry("connectors.aws.secret-access-key", List.of("AWS_SECRET_ACCESS_KEY")),
                    entry("connectors.aws.session-token", List.of("AWS_SESSION_TOKEN")),
                    entry("connectors.aws.region", List.of("AWS_REGION", "AWS_DEFAULT_REGION")),
                    entry("connectors.aws.endpoint", List.of("AWS_ENDPOINT_URL")));

    /// Kubernetes defines variables in every container for each Service, named after it: `connector-proxy` is a likely
    /// name.
    private static final Pattern KUBERNETES_NAME =
            Pattern.compile(
                    "CONNECTOR_PROXY_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_.+)?)");

    private static final Pattern LIST_ELEMENT = Pattern.compile("\\.\\d+(\\.|$)");

    private static final Pattern KUBERNETES_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

    private final Map<String, String> variables;
    private final Map<String, String> keysByName = new TreeMap<>();

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// The value of the variable of that name, which need not be ours.
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /// The value for a key; a variable that is set but empty counts as present. No variable names an element of a list.
    Optional<SettingsTree.Leaf> find(String key) {
        if (LIST_ELEMENT.matcher(key).find()) {
            return Optional.empty();
        }
        return names(key).stream()
                .filter(name -> isSet(name, key))
                .findFirst()
                .map(name ->
                        new SettingsTree.Leaf(variables.get(name), "environment variable " + name));
    }

    Optional<String> file() {
        return Optional.ofNullable(variables.get(FILE));
    }

    /// One line for each variable with our prefix that is not a setting. To be called when all settings have been
    /// read. Such a variable does not stop the start, since other programs may use the prefix.
    List<String> warnings() {
        var known = new ArrayList<>(keysByName.keySet());
        known.add(FILE);
        known.removeIf(name -> !name.startsWith(PREFIX));
        return variables.keySet().stream()
                .filter(name ->
                        name.startsWith(PREFIX) && !known.contains(name) && !isOfKubernetes(name))
                .sorted()
                .map(name ->
                        "environment variable %s is not a setting%s"
                                .formatted(name, SpellingSuggestion.hint(name, known)))
                .toList();
    }

    /// The names for a key, in order of precedence.
    static List<String> names(String key) {
        var all = new ArrayList<String>();
        all.add(PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
        all.addAll(OLDER_NAMES.getOrDefault(key, List.of()));
        return all;
    }

    private boolean isSet(String name, String key) {
        var other = keysByName.putIfAbsent(name, key);
        boolean set = variables.containsKey(name) && !isOfKubernetes(name);
        if (set && other != null && !other.equals(key)) {
            throw new SettingsException(
                    "environment variable %s: could mean %s or %s; use a file"
                            .formatted(name, other, key));
        }
        return set;
    }

    private boolean isOfKubernetes(String name) {
        return KUBERNETES_NAME.matcher(name).matches()
                || name.startsWith(PREFIX)
                        && name.endsWith("_PORT")
                        && KUBERNETES_LINK.matcher(variables.getOrDefault(name, "")).matches();
    }
}
