package dev.connectorproxy.declarative.file;

import dev.connectorproxy.openapi.OperationParameter.Location;
import java.util.Optional;

/// The type of connections that a connector takes credentials from.
///
/// @param type such as `bearer`
/// @param key where the credential goes, if not where its type puts it
/// @param parameter the id of the parameter that it is the value of; empty if it is no parameter
/// @param place of the type in the file, for messages
public record CredentialUse(
        String type, Optional<Key> key, Optional<String> parameter, String place) {

    /// One that is in no file yet.
    public CredentialUse(String type, Optional<Key> key) {
        this(type, key, Optional.empty(), "");
    }

    /// A place of a credential.
    ///
    /// @param in header, query, cookie or path
    /// @param name in the path, that of the variable that the credential replaces
    /// @param prefix written before the value
    public record Key(Location in, String name, String prefix) {}
}
