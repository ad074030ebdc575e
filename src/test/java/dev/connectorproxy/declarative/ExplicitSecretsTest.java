package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import dev.connectorproxy.spi.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplicitSecretsTest {
    private static final String FIRST = "https://api.example:443";
    private static final String OTHER = "https://evil.example:443";

    private final Call call = Call.ofProxy(Duration.ofSeconds(5));

    @Test
    void aSecretStaysAtTheFirstOrigin() {
        var policy = ExplicitSecrets.limit(call, Set.of("t0k")).secretPolicy();
        policy.admit(FIRST);

        assertThat(policy.forbids(FIRST, "Key t0k"), is(false));
        assertThat(policy.forbids(OTHER, "Key t0k"), is(true));
        assertThat(policy.forbids(OTHER, "a=t0k".getBytes(StandardCharsets.UTF_8)), is(true));
        assertThat(policy.forbids(OTHER, "something else"), is(false));
        policy.admit(OTHER);
        assertThat(policy.forbids(OTHER, "Key t0k"), is(true));
    }

    @Test
    void thePolicyOfTheCallHoldsToo() {
        var outer = ExplicitSecrets.limit(call, Set.of("outer"));
        var policy = ExplicitSecrets.limit(outer, Set.of("inner")).secretPolicy();
        policy.admit(FIRST);

        assertThat(policy.forbids(OTHER, "outer"), is(true));
        assertThat(policy.forbids(OTHER, "inner"), is(true));
    }

    @Test
    void aCallWithoutSecretsIsAsItWas() {
        assertThat(ExplicitSecrets.limit(call, Set.of()), sameInstance(call));
    }
}
