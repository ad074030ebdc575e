package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.OperationParameter.Location;
import java.util.List;
import java.util.Optional;

/// The type of connections that a connector takes credentials from.
///
/// @param type such as `bearer`
/// @param key where the credential goes, if not where its type puts it
/// @param parameter the id of the parameter that it is the value of; empty if it is no parameter
/// @param replaces the ids of parameters with credentials, which a call may give instead of a connection
/// @param place of the type in the file, for messages
public record CredentialUse(
        String type,
        Optional<Key> key,
        Optional<String> parameter,
        List<SourceText> replaces,
        String place) {
    public CredentialUse {
        replaces = List.copyOf(replaces);
    }

    /// One that is in no file yet.
    public CredentialUse(String type, Optional<Key> key) {
        this(type, key, Optional.empty(), List.of(), "");
    }

    /// A place of a credential.
    ///
    /// @param in header, query, cookie or path
    /// @param name in the path, that of the variable that the credential replaces
    /// @param prefix written before the value
    public record Key(Location in, String name, String prefix) {}
}
