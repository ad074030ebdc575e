package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InternationalHostsTest {
    private final List<String> lookedUp = new ArrayList<>();
    private final EgressPolicy refusing =
            new EgressPolicy(
                    AllowList.parse(List.of()),
                    host -> {
                        lookedUp.add(host);
                        return List.of(InetAddress.ofLiteral("93.184.215.14"));
                    });
    private final EgressPolicy policy = refusing.with(new InternationalHosts(true));

    @Test
    void aNameIsConvertedBeforeItIsLookedUpAndSent() throws Exception {
        var target = policy.check("https://BÜCHER.example:8443/a?b");
        var addresses = policy.resolve("bücher.example", 443);

        assertThat(target.origin(), is("https://xn--bcher-kva.example:8443"));
        assertThat(target.target(), is("/a?b"));
        assertThat(lookedUp, contains("xn--bcher-kva.example"));
        assertThat(addresses.getFirst().getHostName(), is("xn--bcher-kva.example"));
    }

    @Test
    void byDefaultItIsRefused() {
        assertThat(code(() -> refusing.check("http://bücher.example/")), is("EgressBlocked"));
        assertThat(code(() -> refusing.resolve("bücher.example", 80)), is("EgressBlocked"));
        assertThat(lookedUp, is(empty()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ, EgressBlocked",
        "ｌｏｃａｌｈｏｓｔ, EgressBlocked",
        "local\u00ADhost, EgressBlocked",
        "local\u200Bhost。, EgressBlocked",
        "a.ⓛⓞⓒⓐⓛ, EgressBlocked",
        "metadata。google。internal, EgressBlocked",
        "１２７.0.0.1, EgressBlocked",
        "127。0。0。1, EgressBlocked",
        "①②⑦.⓪.⓪.①, EgressBlocked",
        "𝟏𝟔𝟗.254.169.254, EgressBlocked",
        "0ｘ7f.1, EgressBlocked",
        "２１３０７０６４３３, EgressBlocked",
        "0１77.0.0.1, EgressBlocked",
        "8.8.8.８.ü, ''",
        "[::１], InvalidURL",
        "［::1］, InvalidURL",
        "faß.example, InvalidURL",
        "ü／@127.0.0.1, InvalidURL",
        "a。。ü, InvalidURL"
    })
    void whatComesOutIsCheckedLikeAnyOtherHost(String host, String expected) {
        var url = "http://" + host + "/";

        if (expected.isEmpty()) {
            assertThat(policy.check(url).host(), is("8.8.8.8.xn--tda"));
        } else {
            assertThat(code(() -> policy.check(url)), is(expected));
        }
        assertThat(lookedUp, is(empty()));
    }

    @Test
    void aPublicAddressInFullWidthDigitsIsAnAddress() {
        assertThat(policy.check("http://８.8.8.8/").host(), is("8.8.8.8"));
    }

    @Test
    void aNameThatIsTooLongOnlyAfterConversionIsRefused() {
        var label = "ü" + "a".repeat(57);
        assertThat(code(() -> policy.check("http://" + label + "a.example/")), is("InvalidURL"));

        var name = ("ü" + "a".repeat(50) + ".").repeat(5) + "example";
        assertThat(code(() -> policy.check("http://" + name + "/")), is("InvalidURL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://bücher.example/x", "//bücher.example/x"})
    void theHostOfARedirectIsReadAsUtf8(String location) {
        var from = TargetUrl.parse("http://a.example/");
        var received =
                new String(location.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(
                policy.check(policy.redirectTarget(from, received)).origin(),
                is("http://xn--bcher-kva.example:80"));
        assertThat(code(() -> refusing.redirectTarget(from, received)), is("EgressBlocked"));
        assertThat(code(() -> policy.redirectTarget(from, location)), is("InvalidURL")); // Latin-1
    }

    private static String code(Runnable call) {
        return assertThrows(ConnectorException.class, call::run).code();
    }
}
