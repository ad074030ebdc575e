package dev.connectorproxy.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Who calls: the name of the API key, the commands it may run, and the secrets it may name.
public final class Caller {
    /// Whoever calls a proxy that asks for no key.
    public static final Caller ANYONE = new Caller(Optional.empty(), List.of("*"), List.of());

    private final Optional<String> key;
    private final boolean everything;
    private final Pattern commands;
    private final Pattern secrets;
    private final Set<String> scopes;

    /// @param commands globs over command ids
    /// @param secrets globs over the names of secrets
    Caller(Optional<String> key, List<String> commands, List<String> secrets) {
        this(key, commands, secrets, List.of());
    }

    /// @param scopes what else is open to it
    Caller(Optional<String> key, List<String> commands, List<String> secrets, List<String> scopes) {
        this.scopes = Set.copyOf(scopes);
        this.key = key;
        this.everything = commands.contains("*");
        this.commands = pattern(commands);
        this.secrets = pattern(secrets);
    }

    /// The name of the key; empty where none is asked for.
    public Optional<String> key() {
        return key;
    }

    /// Whether this caller may run the command of that id.
    public boolean mayRun(String commandId) {
        return everything || commands.matcher(commandId).matches();
    }

    /// Whether no command is closed to this caller.
    public boolean mayRunEverything() {
        return everything;
    }

    /// Whether this caller may have the secret of that name put in.
    public boolean mayUse(String secret) {
        return secrets.matcher(secret).matches();
    }

    /// Whether this caller may look after the work of all others.
    public boolean isAdmin() {
        return scopes.contains(SecuritySettings.ADMIN);
    }

    private static Pattern pattern(List<String> globs) {
        return Pattern.compile(globs.stream().map(Caller::regex).collect(Collectors.joining("|")));
    }

    private static String regex(String glob) {
        return Pattern.compile("\\*")
                .splitAsStream(glob + " ")
                .map(it -> it.endsWith(" ") ? it.substring(0, it.length() - 1) : it)
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }
}
