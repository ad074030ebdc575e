package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the corpus does not cover: the returned addresses, the messages and the addresses of this machine.
class EgressPolicyTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void returnsAllAddressesUnderTheNameThatTlsVerifies() {
        var guard = policy("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c");

        var addresses = guard.resolve("example.com", 443);

        assertThat(
                addresses.stream().map(InetAddress::getHostAddress).toList(),
                is(List.of("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")));
        assertThat(
                addresses.stream().map(InetAddress::getHostName).distinct().toList(),
                is(List.of("example.com")));
        assertThat(asked, is(List.of("example.com")));
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, 8.8.8.8",
        "2606:4700::1, 2606:4700:0:0:0:0:0:1",
        "::ffff:8.8.8.8, 8.8.8.8"
    })
    void resolvesNoAddressLiteral(String host, String canonical) {
        var addresses = policy("10.0.0.1").resolve(host, 443);

        assertThat(
                addresses.stream().map(InetAddress::toString).toList(),
                is(List.of(canonical + "/" + canonical)));
        assertThat(asked, is(List.of()));
    }

    @Test
    void checksWithoutLookingUp() {
        var target = policy("10.0.0.1").check("https://Example.com/x?y");

        assertThat(target, is(new TargetUrl("https", "example.com", 443, "/x?y")));
        assertThat(asked, is(List.of()));
    }

    /// A host may be resolved without a previous check of a URL.
    @ParameterizedTest
    @CsvSource({
        "localhost, 80, EgressBlocked",
        "LOCALHOST., 80, EgressBlocked",
        "127.0.0.1, 80, EgressBlocked",
        "127.1, 80, EgressBlocked",
        "::1, 80, EgressBlocked",
        "::ffff:127.0.0.1, 80, EgressBlocked",
        "example.com, 25, EgressBlocked",
        "example.com, 0, EgressBlocked",
        "example.com, -1, EgressBlocked",
        "example.com, 65536, EgressBlocked",
        "8.8.8.8, 25, EgressBlocked",
        "exam*ple.com, 80, InvalidURL",
        "fe80::1%1, 80, InvalidURL",
    })
    void checksEverythingAgain(String host, int port, String code) {
        var guard = policy("93.184.215.14");

        var failure = assertThrows(ConnectorException.class, () -> guard.resolve(host, port));

        assertThat(failure.code(), is(code));
        assertThat(asked, is(List.of()));
    }

    @Test
    void allowsTheOtherPortsOfAProtocolForPublicAddressesOnly() {
        var mail = Set.of(25, 465);

        var addresses = policy("93.184.215.14").resolve("mx.example.com", 25, mail);
        var elsewhere =
                assertThrows(
                        ConnectorException.class,
                        () -> policy("93.184.215.14").resolve("mx.example.com", 26, mail));
        var inside =
                assertThrows(
                        ConnectorException.class,
                        () -> policy("10.9.8.7").resolve("mx.example.com", 25, mail));

        assertThat(addresses.size(), is(1));
        assertThat(elsewhere.code(), is("EgressBlocked"));
        assertThat(inside.code(), is("EgressBlocked"));
    }

    @Test
    void namesHostRuleAndRemedyButNotTheResolvedAddresses() {
        var guard = policy("93.184.215.14", "10.9.8.7");

        var failure =
                assertThrows(
                        ConnectorException.class, () -> guard.resolve("wiki.example.com", 443));

        assertThat(
                failure.getMessage(),
                is(
                        "wiki.example.com is refused: its address is not public: private use (RFC 1918); if it is meant to be"
                                + " reached, an entry in egress.allow opens it"));
        assertThat(failure.httpStatus(), is(403));
        assertThat(failure.getMessage(), not(containsString("10.9")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://vault.internal/canary?canary, vault.internal is refused: names under internal mean private use",
        "http://intranet/canary, intranet is refused: a name without a dot",
        "http://nas.home.arpa/canary, nas.home.arpa is refused: names under home.arpa",
        "http://metadata.goog/canary, metadata.goog is refused: it is a cloud's metadata service",
        "http://169.254.169.254/canary, 169.254.169.254 is refused: its address is not public: link-local (RFC 3927)",
        "http://example.com:25/canary, 'example.com is refused: port 25 is none of 80, 443 and 1024 to 65535'",
    })
    void explainsTheRefusalWithoutRepeatingTheUrl(String url, String message) {
        var failure =
                assertThrows(ConnectorException.class, () -> policy("93.184.215.14").check(url));

        assertThat(failure.code(), is("EgressBlocked"));
        assertThat(failure.getMessage(), containsString(message));
        assertThat(failure.getMessage(), containsString("egress.allow"));
        assertThat(failure.getMessage(), not(containsString("canary")));
    }

    @Test
    void failsAsAConnectionWhenTheNameIsUnknownOrHasNoAddress() {
        var unknown =
                new EgressPolicy(
                        AllowList.parse(List.of()),
                        host -> {
                            throw new UnknownHostException(host);
                        });

        var nobody =
                assertThrows(
                        ConnectorException.class, () -> unknown.resolve("nope.example.com", 80));
        var nothing =
                assertThrows(
                        ConnectorException.class, () -> policy().resolve("empty.example.com", 80));

        assertThat(nobody.code(), is("ConnectionError"));
        assertThat(nobody.getMessage(), is("the name nope.example.com could not be resolved"));
        assertThat(nothing.code(), is("ConnectionError"));
        assertThat(nothing.getMessage(), is("the name empty.example.com has no address"));
    }

    @Test
    void refusesAllAddressesOfThisMachineUnlessAllowed() {
        var own = InetAddress.ofLiteral("93.184.215.14");
        AddressResolver resolver = _ -> List.of(own);
        var shut = new EgressPolicy(AllowList.parse(List.of()), resolver, own::equals);
        var open =
                new EgressPolicy(AllowList.parse(List.of("93.184.215.14")), resolver, own::equals);

        var byName =
                assertThrows(
                        ConnectorException.class, () -> shut.resolve("self.example.com", 8200));
        var byAddress =
                assertThrows(
                        ConnectorException.class, () -> shut.check("http://93.184.215.14:8200/"));

        assertThat(byName.getMessage(), containsString("this machine's own"));
        assertThat(byAddress.getMessage(), containsString("this machine's own"));
        assertThat(open.resolve("self.example.com", 8200).size(), is(1));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "http://api.example.com/, ''",
        "http://api.example.com:22/, EgressBlocked",
        "http://mail.example.com:22/, ''",
    })
    void leavesANameThatDoesNotResolveHereToTheProxy(String url, String code) {
        var policy =
                new EgressPolicy(
                        AllowList.parse(List.of("10.0.0.0/8", "mail.example.com")),
                        host -> {
                            throw new UnknownHostException(host);
                        });
        var target = policy.check(url);

        assertThat(codeOf(() -> policy.checkForProxy(target)), is(code));
    }

    @Test
    void refusesATargetForTheProxyThatResolvesToAForbiddenAddressHere() {
        var policy = policy("10.9.8.7");
        var target = policy.check("http://api.example.com/");

        assertThat(codeOf(() -> policy.checkForProxy(target)), is("EgressBlocked"));
    }

    private static String codeOf(Runnable check) {
        try {
            check.run();
            return "";
        } catch (ConnectorException e) {
            return e.code();
        }
    }

    @Test
    void knowsTheAddressesOfThisMachine() throws Exception {
        var own = new LocalAddresses();

        try (Stream<InetAddress> all =
                NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)) {
            assertThat(all.allMatch(own), is(true));
        }
        assertThat(own.test(InetAddress.ofLiteral("127.0.0.1")), is(true));
        assertThat(own.test(InetAddress.ofLiteral("8.8.8.8")), is(false));
    }

    private EgressPolicy policy(String... addresses) {
        return new EgressPolicy(
                AllowList.parse(List.of()),
                host -> {
                    asked.add(host);
                    return Stream.of(addresses).map(InetAddress::ofLiteral).toList();
                });
    }
}
