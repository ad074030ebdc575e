package dev.connectorproxy.security;

import dev.connectorproxy.egress.target.Cidr;
import dev.connectorproxy.settings.SecretText;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.toolkit.Globs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Settings under `security:`. Without any key everybody may call.
///
/// @param keys `api-key` or `api-key-file` (named `default`, may run everything), and those of the list `keys`, each
///     with a `name`, one of `value`, `value-file` and `sha256`, `commands` (globs, default `*`; none only with the scope `admin`), `secrets` and `connections` (globs for
///     their names, default none) and `scopes` (`admin`, default none). The secrets and connections of the key `default` are in
///     `api-key-secrets` and `api-key-connections`
/// @param rolesWithoutKey the roles of everybody while there is no key, see [RoleGrant]: all commands, and the secrets and
///     connections named by `secrets-without-key` and `connections-without-key` (none)
/// @param networks those of `callers` that have `networks`, with their `commands` (must be named), `secrets` and `connections`
///     (none)
/// @param trustedProxies the networks whose `X-Forwarded-For` is believed (`trusted-proxies`, none)
public record SecuritySettings(
        List<HashedApiKey> keys,
        List<String> rolesWithoutKey,
        List<NetworkCaller> networks,
        List<Cidr> trustedProxies) {
    private static final List<String> ALL = List.of("*");
    private static final String EMPTY_KEY_MESSAGE =
            "CONNECTOR_PROXY_API_KEY config cannot be empty. Unset it to disable API key authentication.";

    public SecuritySettings {
        keys = List.copyOf(keys);
        rolesWithoutKey = List.copyOf(rolesWithoutKey);
        networks = List.copyOf(networks);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /// The settings of API keys only.
    SecuritySettings(List<HashedApiKey> keys, List<String> rolesWithoutKey) {
        this(keys, rolesWithoutKey, List.of(), List.of());
    }

    /// @param callers the list `callers`
    public static SecuritySettings create(Section security, List<Section> callers) {
        var keys = oneKey(security, names(security, "api-key-secrets", "api-key-connections"));
        security.sections("keys").forEach(key -> keys.add(named(key)));
        var names = new HashSet<String>();
        for (var key : keys) {
            if (!names.add(key.name())) {
                throw security.invalid("keys", "must not name two keys " + key.name());
            }
        }
        var networks = new ArrayList<NetworkCaller>();
        for (var caller : callers) {
            if (caller.has("networks")) {
                networks.add(network(caller));
                if (!names.add(networks.getLast().name())) {
                    throw caller.invalid("name", "must not be that of an API key or other caller");
                }
            }
        }
        return new SecuritySettings(
                keys,
                roles(
                        ALL,
                        names(security, "secrets-without-key", "connections-without-key"),
                        List.of()),
                networks,
                NetworkCaller.networks(security, "trusted-proxies"));
    }

    /// The settings of a section that has only `api-key` and `api-key-file`.
    public static SecuritySettings ofOneKey(Section section) {
        if (section.text("api-key").filter(String::isEmpty).isPresent()) {
            throw section.invalid("api-key", "must not be empty; leave it out for none");
        }
        return new SecuritySettings(oneKey(section, List.of()), roles(ALL, List.of(), List.of()));
    }

    private static List<HashedApiKey> oneKey(Section section, List<String> named) {
        var keys = new ArrayList<HashedApiKey>();
        var roles = roles(ALL, named, List.of());
        section.secret("api-key")
                .map(secret -> checked(section, secret))
                .ifPresent(value -> keys.add(HashedApiKey.ofValue("default", value, roles)));
        return keys;
    }

    /// The names of the keys.
    public List<String> keyNames() {
        return keys.stream().map(HashedApiKey::name).toList();
    }

    /// The names of the keys and networks: of all callers that are known.
    public List<String> callerNames() {
        return identities().map(Identity::name).toList();
    }

    /// The globs over commands of each key and network, by its name.
    public Map<String, Globs> commandGlobs() {
        var globs = new LinkedHashMap<String, Globs>();
        identities().forEach(known -> globs.put(known.name(), Globs.of(known.commandGlobs())));
        return globs;
    }

    /// The globs over connections of each key and network, by its name.
    public Map<String, Globs> connectionGlobs() {
        var globs = new LinkedHashMap<String, Globs>();
        identities().forEach(known -> globs.put(known.name(), Globs.of(known.connectionGlobs())));
        return globs;
    }

    /// Whether only those may call that have a key or are in one of the networks, rather than everybody.
    public boolean keyRequired() {
        return !keys.isEmpty() || !networks.isEmpty();
    }

    Stream<Identity> identities() {
        return Stream.concat(keys.stream(), networks.stream());
    }

    /// The name of a key or caller.
    ///
    /// @throws SettingsException it is missing or has other characters
    public static String name(Section section) {
        return section.text("name")
                .filter(text -> text.matches("[A-Za-z0-9._-]{1,64}"))
                .orElseThrow(() ->
                        section.invalid(
                                "name",
                                "must be 1 to 64 letters, digits, dots, dashes or underscores"));
    }

    private static NetworkCaller network(Section caller) {
        var networks = NetworkCaller.networks(caller, "networks");
        var commands = caller.texts("commands");
        if (networks.isEmpty() || commands.isEmpty()) {
            throw caller.invalid(
                    "networks",
                    "must name at least one network, and go with commands, such as http/*: nobody there needs a key to run them");
        }
        return new NetworkCaller(
                name(caller),
                networks,
                roles(commands, names(caller, "secrets", "connections"), List.of()));
    }

    /// The roles for the secrets and connections that two keys name.
    private static List<String> names(Section section, String secrets, String connections) {
        return Stream.concat(
                        globs(section, secrets, "secrets").stream().map(RoleGrant::secret),
                        globs(section, connections, "connections").stream()
                                .map(RoleGrant::connection))
                .toList();
    }

    private static List<String> globs(Section section, String key, String what) {
        var globs = section.texts(key);
        if (!globs.stream().allMatch(glob -> glob.matches("[A-Za-z0-9._*-]+"))) {
            throw section.invalid(
                    key,
                    "must name %s in letters, digits, dots, dashes, underscores and *"
                            .formatted(what));
        }
        return globs;
    }

    private static List<String> scopes(Section key) {
        var scopes = key.texts("scopes");
        if (!scopes.stream().allMatch(RoleGrant.ADMIN::equals)) {
            throw key.invalid("scopes", "must be admin, or be left out");
        }
        return scopes;
    }

    private static List<String> roles(
            List<String> commands, List<String> named, List<String> scopes) {
        return Stream.of(commands.stream().map(RoleGrant::command), named.stream(), scopes.stream())
                .flatMap(Function.identity())
                .toList();
    }

    /// A key that may run no command makes sense only with another permission.
    private static List<String> commands(Section key, List<String> scopes) {
        var commands = key.texts("commands");
        if (!key.has("commands")) {
            return ALL;
        }
        if (commands.isEmpty() && scopes.isEmpty()) {
            throw key.invalid(
                    "commands",
                    "must name at least one command, such as http/*, or go with the scope admin; leave it out for all");
        }
        return commands;
    }

    private static HashedApiKey named(Section key) {
        var name = name(key);
        var scopes = scopes(key);
        var roles = roles(commands(key, scopes), names(key, "secrets", "connections"), scopes);
        var value = key.secret("value").map(secret -> checked(key, secret));
        var sha256 = key.text("sha256");
        if (value.isPresent() == sha256.isPresent()) {
            throw key.invalid("name", "must go with exactly one of value, value-file and sha256");
        }
        return value.map(text -> HashedApiKey.ofValue(name, text, roles))
                .orElseGet(() -> hashed(key, name, sha256.orElseThrow(), roles));
    }

    private static HashedApiKey hashed(Section key, String name, String hex, List<String> roles) {
        try {
            return HashedApiKey.ofSha256(name, hex, roles);
        } catch (IllegalArgumentException _) {
            throw key.invalid("sha256", "must be 64 hexadecimal digits");
        }
    }

    private static String checked(Section section, SecretText secret) {
        var value = secret.value();
        if (value.isEmpty()) {
            throw new SettingsException(EMPTY_KEY_MESSAGE);
        }
        if (value.length() > HashedApiKey.MAX_LENGTH
                || !value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw section.invalid(
                    secret.key(), "must be at most 1024 printable ASCII characters without spaces");
        }
        return value;
    }
}
