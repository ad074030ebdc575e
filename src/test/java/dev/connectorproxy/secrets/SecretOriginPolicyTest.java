package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.secrets.CallSecrets.UsedSecret;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretOriginPolicyTest {
    private static final String VALUE = "hunter2-canary/é";

    @ParameterizedTest(name = "first {0}, then {1}: {2}")
    @CsvSource({
        "https://a.example:443, https://a.example:443, true",
        "https://a.example:443, https://a.example:8443, false",
        "https://a.example:443, https://b.example:443, false",
        "https://a.example:443, https://sub.a.example:443, false",
        "https://a.example:443, http://a.example:80, false",
        "http://a.example:80, https://a.example:443, true",
        "http://a.example:80, https://b.example:443, false",
        "http://a.example:8080, https://a.example:443, false",
        "http://a.example:80, https://a.example:8443, false",
        "http://[::1]:80, http://[0:0:0:0:0:0:0:1]:80, true",
    })
    void aSecretGoesToTheFirstOriginOnly(String first, String next, boolean allowed) {
        var policy = policy(secret(VALUE));
        policy.admit(first);

        policy.admit(next);

        assertThat(policy.forbids(next, "x " + VALUE), is(!allowed));
        assertThat(policy.forbids(next, VALUE.getBytes(StandardCharsets.UTF_8)), is(!allowed));
        assertThat(policy.forbids(next, "another text"), is(false));
        assertThat(policy.forbids(next, new byte[] {'x'}), is(false));
    }

    @Test
    void theSecretIsFoundInEveryEncoding() {
        var policy = policy(secret(VALUE));
        policy.admit("https://a.example:443");
        byte[] utf8 = VALUE.getBytes(StandardCharsets.UTF_8);

        for (var text :
                List.of(
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                ("me:" + VALUE).getBytes(StandardCharsets.UTF_8)),
                        HexFormat.of().formatHex(utf8),
                        "hunter2-canary%2F%C3%A9",
                        "{\"a\":\"hunter2-canary\\/\\u00e9\"}",
                        "%7B%22a%22%3A%22hunter2-canary%5C%2F%5Cu00e9%22%7D")) {
            assertThat(text, policy.forbids("https://b.example:443", text), is(true));
        }
        assertThat(
                policy.forbids(
                        "https://b.example:443", VALUE.getBytes(StandardCharsets.ISO_8859_1)),
                is(true));
    }

    @Test
    void theBeginningOfASecretAtTheEndOfATextIsNoSecret() {
        var policy = policy(secret("https://hooks.example/T1"));
        policy.admit("https://a.example:443");

        assertThat(policy.forbids("https://b.example:443", "see https"), is(false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "https://a.example:443, true",
        "https://b.example:8443, true",
        "https://b.example:443, false",
        "http://a.example:80, false",
        "https://c.example:443, false",
    })
    void theFirstRequestMustGoToANamedOriginOfEverySecretThatHasOne(String origin, boolean named) {
        var policy =
                policy(
                        secret(VALUE, "https://A.example", "https://b.example:8443"),
                        secret("another"));

        if (named) {
            policy.admit(origin);
            assertThat(policy.forbids("https://a.example:443", VALUE), is(false));
        } else {
            var failure = assertThrows(ConnectorException.class, () -> policy.admit(origin));
            assertThat(failure.code(), is("EgressBlocked"));
            assertThat(failure.getMessage(), containsString(origin));
            assertThat(failure.getMessage(), not(containsString(VALUE)));
        }
    }

    @Test
    void furtherRequestsAreSearched() {
        var policy = policy(secret(VALUE, "https://a.example"), secret("another"));
        policy.admit("https://a.example:443");

        policy.admit("https://b.example:443");

        assertThat(policy.forbids("https://b.example:443", "nothing"), is(false));
        assertThat(policy.forbids("https://b.example:443", VALUE), is(true));
        assertThat(policy.forbids("https://b.example:443", "another"), is(true));
    }

    @ParameterizedTest
    @CsvSource({
        "db.example, 5432, true",
        "DB.example., 5432, true",
        "db.example, 5433, false",
        "evil.example, 5432, false",
        "::1, 5432, true",
        "0:0:0:0:0:0:0:1, 5432, true",
        "web.example, 443, false",
    })
    void everyConnectionMustGoToANamedHost(String host, int port, boolean named) {
        var policy = policy(secret(VALUE, "db.example:5432", "[::1]:5432", "https://web.example"));

        if (named) {
            policy.admit(host, port);
        } else {
            assertThrows(ConnectorException.class, () -> policy.admit(host, port));
        }
    }

    @Test
    void aConnectionWithoutNamedOriginsGoesWhereTheCallSaysSo() {
        var policy = policy(secret(VALUE));

        policy.admit("one.example", 5432);
        policy.admit("two.example", 5432);

        policy.admit("https://a.example:443");
        assertThat(policy.forbids("https://a.example:443", VALUE), is(false));
    }

    @Test
    void theSameValueUnderTwoNamesHasTheStricterRule() {
        var policy = policy(secret(VALUE), secret(VALUE, "https://a.example"));
        policy.admit("https://a.example:443");

        assertThat(policy.forbids("https://a.example:443", VALUE), is(false));
        assertThat(policy.forbids("https://b.example:443", VALUE), is(true));
        var other = policy(secret(VALUE), secret(VALUE, "https://a.example"));
        assertThrows(ConnectorException.class, () -> other.admit("https://b.example:443"));
    }

    @Test
    void memoryForTheSearchOfABodyIsReserved() {
        var reserved = new AtomicLong();
        var policy =
                new SecretOriginPolicy(
                        List.of(secret(VALUE)), SecretMask::new, reserved::addAndGet);
        policy.admit("https://a.example:443");

        policy.forbids("https://a.example:443", new byte[100]);
        assertThat(reserved.get(), is(0L));
        policy.forbids("https://b.example:443", new byte[100]);
        assertThat(reserved.get(), is(200L));
    }

    private static SecretOriginPolicy policy(UsedSecret... used) {
        return new SecretOriginPolicy(List.of(used), SecretMask::new, Call.Memory.UNBOUNDED);
    }

    private static UsedSecret secret(String value, String... origins) {
        Set<SecretOrigin> parsed =
                Stream.of(origins)
                        .map(text -> SecretOrigin.parse(text).orElseThrow())
                        .collect(Collectors.toSet());
        return new UsedSecret(value, parsed);
    }
}
