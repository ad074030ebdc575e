package dev.connectorproxy.spi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A policy that records what it admits, refuses chosen targets, and forbids a value at every origin but one.
public final class FakeSecretPolicy implements Call.SecretPolicy {
    private final String value;
    private final String home;
    private final List<String> admitted = new ArrayList<>();
    private String refused = "";

    /// @param value must be sent only to `home`
    public FakeSecretPolicy(String value, String home) {
        this.value = value;
        this.home = home;
    }

    /// A policy that forbids no value.
    public FakeSecretPolicy() {
        this("", "");
    }

    /// Refuses that target from now on; `*` for every one.
    public FakeSecretPolicy refusing(String target) {
        refused = target;
        return this;
    }

    /// Origins, or hosts with ports.
    public List<String> admitted() {
        return admitted;
    }

    @Override
    public void admit(String origin) {
        if (refused.equals("*") || refused.equals(origin)) {
            throw new ConnectorException(ErrorCode.EGRESS_BLOCKED, "refused");
        }
        admitted.add(origin);
    }

    @Override
    public void admit(String host, int port) {
        admit(host + ":" + port);
    }

    @Override
    public boolean forbids(String origin, String text) {
        return !value.isEmpty() && !origin.equals(home) && text.contains(value);
    }

    @Override
    public boolean forbids(String origin, byte[] bytes) {
        return forbids(origin, new String(bytes, StandardCharsets.UTF_8));
    }
}
