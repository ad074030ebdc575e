package dev.connectorproxy.egress.http1;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "content-length",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Keep-Alive",
                "Upgrade",
                "Expect",
                "Proxy-Connection",
                "Proxy-Authenticate",
                "proxy-authorization",
                "Proxy-Anything",
                "HTTP2-Settings",
                "Spiff-Connector-Proxy-Api-Key"
            })
    void refusesFieldsThatTheCallerMayNotSet(String name) {
        var message = refused(name, "s3cret");

        assertThat(message, containsString(name));
        assertThat(message, not(containsString("s3cret")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a:", "X A: b\r\nEvil", "a\r\nb", "caf\u00e9", "a\0", "(a)"})
    void refusesNamesThatAreNoTokensWithoutRepeatingThem(String name) {
        var message = refused(name, "1");

        assertThat(
                message,
                is("a header's name is not a token of RFC 9110: use letters, digits and -"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret\r\nInjected: 1",
                "s3cret\n",
                "\rs3cret",
                "s3cret\0",
                "s3cret\u007f",
                "s3cret\u0100",
                "\u20acs3cret"
            })
    void refusesValuesWithForbiddenCharactersWithoutRepeatingThem(String value) {
        var message = refused("X-Field", value);

        assertThat(message, containsString("X-Field"));
        assertThat(message, not(containsString("s3cret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Secret", "close, X-Secret", "upgrade", ""})
    void refusesConnectionWithAnythingButCloseAndKeepAlive(String value) {
        refused("Connection", value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", " a", "\ta", "b\u00e9.example"})
    void refusesAnInvalidHost(String value) {
        refused("Host", value);
    }

    @Test
    void admitsTheRest() {
        assertThat(
                HeaderRules.check(new Header("X-a!#$%&'*+.^_`|~9", "a\tb ~!")),
                is("x-a!#$%&'*+.^_`|~9"));
        assertThat(HeaderRules.check(new Header("X", "\u0080\u009f\u00a0\u00e4\u00ff")), is("x"));
        assertThat(HeaderRules.check(new Header("Connection", " Close")), is("connection"));
        assertThat(HeaderRules.check(new Header("connection", "Keep-Alive")), is("connection"));
        assertThat(HeaderRules.check(new Header("Host", "other.example:81")), is("host"));
        assertThat(HeaderRules.check(new Header("Authorization", "")), is("authorization"));
    }

    private static String refused(String name, String value) {
        var header = new Header(name, value);
        var failure = assertThrows(ConnectorException.class, () -> HeaderRules.check(header));
        assertThat(failure.code(), is("InvalidParameters"));
        return failure.getMessage();
    }
}
