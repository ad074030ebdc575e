package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.Call.SecretPolicy;

/// Two policies of one call, both of which must permit a request. As thread-safe as they are.
record CombinedSecretPolicy(SecretPolicy one, SecretPolicy other) implements SecretPolicy {

    static SecretPolicy of(SecretPolicy one, SecretPolicy other) {
        return one == SecretPolicy.NONE ? other : new CombinedSecretPolicy(one, other);
    }

    @Override
    public void admit(String origin) {
        one.admit(origin);
        other.admit(origin);
    }

    @Override
    public void admit(String host, int port) {
        one.admit(host, port);
        other.admit(host, port);
    }

    @Override
    public boolean forbids(String origin, String text) {
        return one.forbids(origin, text) || other.forbids(origin, text);
    }

    @Override
    public boolean forbids(String origin, byte[] bytes) {
        return one.forbids(origin, bytes) || other.forbids(origin, bytes);
    }
}
