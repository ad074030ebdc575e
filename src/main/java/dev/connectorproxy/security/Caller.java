package dev.connectorproxy.security;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Who calls: the name of the API key, and the commands it may run.
public final class Caller {
    /// Whoever calls a proxy that asks for no key.
    public static final Caller ANYONE = new Caller(Optional.empty(), List.of("*"));

    private final Optional<String> key;
    private final boolean everything;
    private final Pattern commands;

    Caller(Optional<String> key, List<String> globs) {
        this.key = key;
        this.everything = globs.contains("*");
        this.commands =
                Pattern.compile(globs.stream().map(Caller::regex).collect(Collectors.joining("|")));
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

    private static String regex(String glob) {
        return Pattern.compile("\\*")
                .splitAsStream(glob + " ")
                .map(it -> it.endsWith(" ") ? it.substring(0, it.length() - 1) : it)
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }
}
