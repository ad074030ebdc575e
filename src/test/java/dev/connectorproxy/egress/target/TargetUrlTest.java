package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    http://example.com,               http,  example.com,     80,   /,        example.com
                    HTTPS://Example.COM./A?b=C#d,     https, example.com,     443,  /A?b=C,   example.com
                    http://example.com:8080?a=1,      http,  example.com,     8080, /?a=1,    example.com:8080
                    http://example.com:/echo?,        http,  example.com,     80,   /echo?,   example.com
                    https://example.com:80#x?y,       https, example.com,     80,   /,        example.com:80
                    http://example.com:443/,          http,  example.com,     443,  /,        example.com:443
                    http://1.2.3.4:00080/,            http,  1.2.3.4,         80,   /,        1.2.3.4
                    http://[::FFFF:1.2.3.4]/,         http,  1.2.3.4,         80,   /,        1.2.3.4
                    https://[2606:4700::Ab]:8443/,    https, 2606:4700:0:0:0:0:0:ab, 8443, /, [2606:4700::ab]:8443
                    http://My_Stack_app.:8000/,       http,  my_stack_app,    8000, /,        my_stack_app:8000
                    http://_a.b_/,                    http,  _a.b_,           80,   /,        _a.b_
                    https://[::1],                    https, 0:0:0:0:0:0:0:1, 443,  /,        [::1]
                    http://[1:0:0:2:0:0:0:3],         http,  1:0:0:2:0:0:0:3, 80,   /,        [1:0:0:2::3]
                    http://[1:0:0:2:3:0:0:4],         http,  1:0:0:2:3:0:0:4, 80,   /,        [1::2:3:0:0:4]
                    http://[1:0:2:3:4:5:6:7],         http,  1:0:2:3:4:5:6:7, 80,   /,        [1:0:2:3:4:5:6:7]
                    http://[2001:db8:10::],           http,  2001:db8:10:0:0:0:0:0, 80, /,    [2001:db8:10::]
                    http://[::],                      http,  0:0:0:0:0:0:0:0, 80,   /,        [::]
                    """)
    void readsItsParts(
            String url, String scheme, String host, int port, String target, String authority) {
        var read = TargetUrl.parse(url);

        assertThat(read, is(new TargetUrl(scheme, host, port, target)));
        assertThat(read.authority(), is(authority));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://example.com/x?y, https://example.com:443",
        "http://EXAMPLE.com./, http://example.com:80",
        "http://[::1]/, http://[0:0:0:0:0:0:0:1]:80",
        "http://[::ffff:1.2.3.4]:8080/, http://1.2.3.4:8080",
    })
    void normalizesItsOrigin(String url, String origin) {
        assertThat(TargetUrl.parse(url).origin(), is(origin));
    }

    @Test
    void keepsEveryPrintableCharacterInPathAndQuery() {
        var all =
                IntStream.rangeClosed(0x21, 0x7E)
                        .filter(c -> c != '#')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        var read = TargetUrl.parse("http://example.com/" + all + "?" + all + "%zz#" + all);

        assertThat(read.target(), is("/" + all + "?" + all + "%zz"));
    }

    @Test
    void refusesEveryOtherCharacterAnywhere() {
        var others =
                IntStream.concat(
                        IntStream.rangeClosed(0, 0x20),
                        IntStream.of(0x7F, 0x80, 0x85, 0xA0, 0xE9, 0x2028));

        others.forEach(c -> {
            for (var place :
                    new String[] {
                        "http://example.com/%s", "http://example.com/?%s", "http://example.com/#%s"
                    }) {
                var failure = failure(place.formatted(Character.toString(c)));
                assertThat(Integer.toHexString(c), failure.code(), is("InvalidURL"));
            }
        });
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    ``,                          MissingSchema, http://
                    example.com/x,               MissingSchema, http://
                    //example.com/x,             MissingSchema, http://
                    ftp://example.com/,          InvalidSchema, neither http nor https
                    example.com:8080/x,          InvalidSchema, http://
                    http:example.com,            InvalidURL,    two slashes
                    http:///x,                   InvalidURL,    no host
                    http://user:pw@example.com/, InvalidURL,    credentials
                    http://@example.com/,        InvalidURL,    credentials
                    http://a\\b/,                InvalidURL,    backslash
                    http://\\b/,                 InvalidURL,    backslash
                    http://example.com:0/,       InvalidURL,    1 to 65535
                    http://example.com:65536/,   InvalidURL,    1 to 65535
                    http://1:2:3/,               InvalidURL,    brackets
                    http://[::1/,                InvalidURL,    bracketed
                    http://[1.2.3.4]/,           InvalidURL,    IPv6
                    http://a*b.example/,         InvalidURL,    letters
                    http://a_b.7/,               EgressBlocked, four decimal numbers
                    http://1_.0x7f/,             EgressBlocked, four decimal numbers
                    http://bücher.example/,      EgressBlocked, A-label
                    http://127.1/,               EgressBlocked, four decimal numbers
                    """)
    void namesTheErrorAndTheRemedy(String url, String code, String hint) {
        var failure = failure(url);

        assertThat(failure.code(), is(code));
        assertThat(failure.getMessage(), containsString(hint));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "canary",
                "canary://canary/",
                "http://canary@canary/canary?canary",
                "http://canary:canary@canary/",
                "http://canary:canary/",
                "http://[canary]/canary",
                "http://canary.7/canary",
                "http://cänary/canary",
                "http://canary*/canary",
                "http://example.com/canary canary",
                "http://example.com/canaryä",
                "http://example.com:99999/canary",
                "http:canary",
                "http:///canary",
                "http://canary:1:2/canary",
                "http://canary\\canary/"
            })
    void repeatsNothingOfTheUrl(String url) {
        assertThat(failure(url).getMessage(), not(containsString("canary")));
    }

    @Test
    void aHostHasAtMost253Characters() {
        var longest =
                "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(61);

        assertThat(TargetUrl.parse("http://" + longest + "./").host(), is(longest));
        assertThat(failure("http://" + longest + "d/").code(), is("InvalidURL"));
        assertThat(failure("http://" + "a".repeat(64) + ".example/").code(), is("InvalidURL"));
    }

    /// RFC 3986, sections 5.4.1 and 5.4.2, strict, without the fragments, which are not sent.
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    g,             /b/c/g
                    ./g,           /b/c/g
                    g/,            /b/c/g/
                    /g,            /g
                    ?y,            /b/c/d;p?y
                    g?y,           /b/c/g?y
                    #s,            /b/c/d;p?q
                    g#s,           /b/c/g
                    g?y#s,         /b/c/g?y
                    ;x,            /b/c/;x
                    g;x,           /b/c/g;x
                    ``,            /b/c/d;p?q
                    .,             /b/c/
                    ./,            /b/c/
                    ..,            /b/
                    ../,           /b/
                    ../g,          /b/g
                    ../..,         /
                    ../../,        /
                    ../../g,       /g
                    ../../../g,    /g
                    ../../../../g, /g
                    /./g,          /g
                    /../g,         /g
                    g.,            /b/c/g.
                    .g,            /b/c/.g
                    g..,           /b/c/g..
                    ..g,           /b/c/..g
                    ./../g,        /b/g
                    ./g/.,         /b/c/g/
                    g/./h,         /b/c/g/h
                    g/../h,        /b/c/h
                    g;x=1/./y,     /b/c/g;x=1/y
                    g;x=1/../y,    /b/c/y
                    g?y/./x,       /b/c/g?y/./x
                    g?y/../x,      /b/c/g?y/../x
                    g#s/../x,      /b/c/g
                    /a//b,         /a//b
                    /%2e%2e/g,     /%2e%2e/g
                    g?u=http://x/, /b/c/g?u=http://x/
                    """)
    void resolvesRelativeReferences(String location, String target) {
        var base = TargetUrl.parse("http://a.example:8080/b/c/d;p?q");

        assertThat(
                base.resolve(location, UnaryOperator.identity()),
                is(new TargetUrl("http", "a.example", 8080, target)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "http://g.example, http://g.example:80/",
        "HTTPS://g.example:8443/x/../y?z#s, https://g.example:8443/y?z",
        "//g.example, http://g.example:80/",
        "//g.example:1/x/./y, http://g.example:1/x/y",
        "//[::1]/, http://[0:0:0:0:0:0:0:1]:80/",
        "/..//g.example/, http://a.example:80//g.example/",
    })
    void resolvesReferencesWithAnAuthority(String location, String url) {
        var resolved =
                TargetUrl.parse("http://a.example/b/c").resolve(location, UnaryOperator.identity());

        assertThat(resolved.origin() + resolved.target(), is(url));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "gopher://x/, InvalidSchema",
        "javascript:alert(1), InvalidSchema",
        "http:g, InvalidURL",
        "http:///g, InvalidURL",
        "///g, InvalidURL",
        "//user@g/, InvalidURL",
        "/a b, InvalidURL",
        "/ü, InvalidURL",
        "//127.1/, EgressBlocked",
    })
    void refusesInvalidReferences(String location, String code) {
        var base = TargetUrl.parse("http://a.example/b/c");

        assertThat(
                assertThrows(
                                ConnectorException.class,
                                () -> base.resolve(location, UnaryOperator.identity()))
                        .code(),
                is(code));
    }

    private static ConnectorException failure(String url) {
        return assertThrows(ConnectorException.class, () -> TargetUrl.parse(url));
    }
}
