package dev.connectorproxy.security;

import dev.connectorproxy.toolkit.Globs;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A caller: the name of the API key, the commands that it may run, and the secrets that it may use.
public final class Caller {
    /// Any caller of a proxy without API keys.
    public static final Caller ANYONE = new Caller(Optional.empty(), List.of("*"), List.of());

    private final Optional<String> key;
    private final boolean allCommands;
    private final Globs commands;
    private final Globs secrets;
    private final Set<String> scopes;

    /// @param commands globs for command ids
    /// @param secrets globs for the names of secrets
    Caller(Optional<String> key, List<String> commands, List<String> secrets) {
        this(key, commands, secrets, List.of());
    }

    /// @param scopes further permissions
    Caller(Optional<String> key, List<String> commands, List<String> secrets, List<String> scopes) {
        this.scopes = Set.copyOf(scopes);
        this.key = key;
        this.allCommands = commands.contains("*");
        this.commands = Globs.of(commands);
        this.secrets = Globs.of(secrets);
    }

    /// The name of the key; empty without API keys.
    public Optional<String> key() {
        return key;
    }

    /// Whether this caller may run the command with that id.
    public boolean mayRun(String commandId) {
        return allCommands || commands.matches(commandId);
    }

    /// Whether this caller may run all commands.
    public boolean mayRunEverything() {
        return allCommands;
    }

    /// Whether this caller may use the secret with that name.
    public boolean mayUse(String secret) {
        return secrets.matches(secret);
    }

    /// Whether this caller may see and manage the invocations of all callers.
    public boolean isAdmin() {
        return scopes.contains(SecuritySettings.ADMIN);
    }
}
