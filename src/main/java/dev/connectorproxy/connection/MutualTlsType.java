package dev.connectorproxy.connection;

import static dev.connectorproxy.connection.ConnectionField.optionalSecret;
import static dev.connectorproxy.connection.ConnectionField.requiredSecret;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A client certificate, which the egress presents to the origins of the connection.
record MutualTlsType(String name) implements ConnectionType {
    static final String CERTIFICATE = "client-certificate";
    static final String KEY = "client-key";
    static final String AUTHORITIES = "ca";

    @Override
    public List<ConnectionField> fields() {
        return List.of(
                requiredSecret(CERTIFICATE),
                requiredSecret(KEY),
                optionalSecret(AUTHORITIES),
                HttpType.TEST);
    }

    @Override
    public Optional<CredentialSource> newCredentials(TokenServices services) {
        return Optional.of(new CertificateCredentials());
    }

    /// Certificates are public. The key is sent nowhere, unless a command of a plugin receives it.
    @Override
    public Set<String> sentSecrets(ConnectionFields fields) {
        return fields.find(KEY).stream().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean needsOrigins() {
        return true;
    }
}
