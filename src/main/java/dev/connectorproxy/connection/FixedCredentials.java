package dev.connectorproxy.connection;

import dev.connectorproxy.connection.HttpType.CredentialFormat;
import dev.connectorproxy.spi.Call;
import java.util.Optional;
import java.util.stream.Stream;

/// Credentials that are values of the settings. After a 401, the previous value: a target that does not know the new value
/// of a rotation yet accepts that one.
///
/// @param secret the field with the value; `previous-<field>` is the other one
record FixedCredentials(String secret, CredentialFormat format) implements CredentialSource {

    @Override
    public RequestCredential current(ConnectionFields fields, Call call) {
        return format.of(fields, fields.require(secret));
    }

    @Override
    public Optional<RequestCredential> afterRefusal(
            RequestCredential refused, ConnectionFields fields, Call call) {
        return Stream.of(fields.find("previous-" + secret), fields.find(secret))
                .flatMap(Optional::stream)
                .map(value -> format.of(fields, value))
                .filter(other -> !other.value().equals(refused.value()))
                .findFirst();
    }
}
