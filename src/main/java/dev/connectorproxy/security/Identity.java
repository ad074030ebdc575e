package dev.connectorproxy.security;

import java.util.List;

/// Who a caller can be: the holder of an API key, or a caller without one whose network says who it is.
sealed interface Identity permits HashedApiKey, NetworkCaller {

    String name();

    /// Globs, see [RoleGrant].
    List<String> roles();

    /// The globs over the commands that it may run.
    default List<String> commandGlobs() {
        return globs(RoleGrant.command(""));
    }

    /// The globs over the connections that it may use.
    default List<String> connectionGlobs() {
        return globs(RoleGrant.connection(""));
    }

    private List<String> globs(String prefix) {
        return roles().stream()
                .filter(role -> role.startsWith(prefix))
                .map(role -> role.substring(prefix.length()))
                .toList();
    }
}
