package dev.connectorproxy.scaffold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a new project contains.
public enum ProjectKind {
    /// A payment provider.
    PROVIDER,
    /// A connector with one command.
    CONNECTOR;

    /// The kind of that name in lower case.
    static Optional<ProjectKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /// `provider` or `connector`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
