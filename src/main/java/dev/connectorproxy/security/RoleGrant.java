package dev.connectorproxy.security;

import dev.connectorproxy.toolkit.Globs;
import io.helidon.security.Grant;
import java.util.List;

/// The roles of a subject, as a glob in which `*` stands for any characters. Roles are `admin`, `command:` with the id
/// of a command, `secret:` with the name of a secret, and `connection:` with the name of a connection. Immutable.
final class RoleGrant extends Grant {
    static final String TYPE = "role";
    static final String ADMIN = "admin";

    private final Globs globs;

    RoleGrant(String glob) {
        super(Grant.builder().type(TYPE).name(glob));
        this.globs = Globs.of(List.of(glob));
    }

    /// The role that a command needs, or the glob of several.
    static String command(String id) {
        return "command:" + id;
    }

    /// The role that a secret needs, or the glob of several.
    static String secret(String name) {
        return "secret:" + name;
    }

    /// The role that a connection needs, or the glob of several.
    static String connection(String name) {
        return "connection:" + name;
    }

    boolean includes(String role) {
        return globs.matches(role);
    }
}
