package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    @ParameterizedTest(name = "{0} and {1}, port {2}: {3}")
    @CsvSource({
        "10.1.2.0/24,      10.1.2.0,         80,   true",
        "10.1.2.0/24,      10.1.2.255,       22,   true",
        "10.1.2.0/24,      10.1.1.255,       80,   false",
        "10.1.2.0/24,      10.1.3.0,         80,   false",
        "10.1.2.0/23,      10.1.3.255,       80,   true",
        "10.1.2.0/23,      10.1.4.0,         80,   false",
        "10.1.2.3,         10.1.2.3,         1,    true",
        "10.1.2.3,         10.1.2.4,         80,   false",
        "10.1.2.3/32,      10.1.2.3,         80,   true",
        "10.1.2.3:8080,    10.1.2.3,         8080, true",
        "10.1.2.3:8080,    10.1.2.3,         8081, false",
        "0.0.0.0/0,        255.255.255.255,  80,   true",
        "0.0.0.0/0,        ::1,              80,   false",
        "::/0,             127.0.0.1,        80,   false",
        "::/0,             ffff::,           80,   true",
        "::1/128,          ::1,              80,   true",
        "::1,              ::1,              80,   true",
        "[::1],            ::1,              80,   true",
        "[::1]:8080,       ::1,              8080, true",
        "[::1]:8080,       ::1,              80,   false",
        "fd00:ec2::/31,    fd00:ec3:ffff::1, 80,   true",
        "fd00:ec2::/31,    fd00:ec4::,       80,   false",
        "fd00::1:8080,     fd00::1:8080,     80,   true",
        "127.0.0.0/8,      ::ffff:127.0.0.1, 80,   true",
    })
    void allowsAddresses(String entry, String address, int port, boolean open) {
        var allowed = AllowList.parse(List.of(entry));

        assertThat(allowed.allows(InetAddress.ofLiteral(address), port), is(open));
    }

    @ParameterizedTest(name = "{0} and {1}, port {2}: {3}")
    @CsvSource({
        "localhost,       localhost,     80,   true",
        "localhost,       localhost,     22,   true",
        "LocalHost.,      localhost,     80,   true",
        "localhost,       app.localhost, 80,   false",
        "wiki.corp:8080,  wiki.corp,     8080, true",
        "Stack_app:8080,  stack_app,     8080, true",
        "wiki.corp:8080,  wiki.corp,     80,   false",
        "wiki.corp:8080,  xwiki.corp,    8080, false",
        "10.1.2.0/24,     10.1.2.3,      80,   false",
    })
    void allowsNames(String entry, String host, int port, boolean open) {
        var allowed = AllowList.parse(List.of(entry));

        assertThat(allowed.allows(host, port), is(open));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "*",
                "*.example.com",
                "10.1.2.3/24",
                "10.1.2.0/33",
                "10.1.2.0/-1",
                "10.1.2.0/+8",
                "10.1.2.0/",
                "10.1.2.0/24:80",
                "10.1.2/24",
                "010.1.2.3",
                "0x7f000001",
                "10.1",
                "::1/129",
                "fd00::1/64",
                "::ffff:10.0.0.0/104",
                "::ffff:10.0.0.1/128",
                "::ffff:10.0.0.0/24",
                "[::1]/128",
                "[::1",
                "fe80::1%eth0",
                "example.com/8",
                "http://example.com",
                "user@example.com",
                "example.com:",
                "example.com:0",
                "example.com:65536",
                "example.com:http",
                "[::1]:",
                "a*b",
                "a_b.1",
                "bücher.example",
                "a b",
            })
    void namesTheEntryThatIsMalformed(String entry) {
        var entries = List.of("127.0.0.0/8", entry);

        var failure = assertThrows(IllegalArgumentException.class, () -> AllowList.parse(entries));

        assertThat(
                failure.getMessage(),
                containsString("\"" + entry + "\" is not a CIDR, host or host:port"));
    }

    @Test
    void allowsNothingWithoutEntries() {
        var allowed = AllowList.parse(List.of());

        assertThat(allowed.allows("localhost", 80), is(false));
        assertThat(allowed.allows(InetAddress.ofLiteral("127.0.0.1"), 80), is(false));
        assertThat(allowed.allowsSomeAddress(80), is(false));
    }

    @Test
    void knowsTheAllowedPortsOfARange() {
        var allowed = AllowList.parse(List.of("10.1.2.3:25", "localhost:26"));

        assertThat(allowed.allowsSomeAddress(25), is(true));
        assertThat(allowed.allowsSomeAddress(26), is(false));
    }

    @Test
    void allowsWhatEitherOfTwoListsAllows() {
        var both =
                AllowList.parse(List.of("10.1.2.3:25", "localhost"))
                        .union(AllowList.parse(List.of("10.1.2.4", "wiki.corp:80")));

        assertThat(both.allows("localhost", 1), is(true));
        assertThat(both.allows("wiki.corp", 80), is(true));
        assertThat(both.allows("wiki.corp", 81), is(false));
        assertThat(both.allows(InetAddress.ofLiteral("10.1.2.3"), 25), is(true));
        assertThat(both.allows(InetAddress.ofLiteral("10.1.2.4"), 80), is(true));
        assertThat(both.allows(InetAddress.ofLiteral("10.1.2.5"), 80), is(false));
    }
}
