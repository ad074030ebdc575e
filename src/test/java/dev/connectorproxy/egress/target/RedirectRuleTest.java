package dev.connectorproxy.egress.target;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectRuleTest {

    @Test
    void followsFiveStatusesAndNoOther() {
        var followed = IntStream.range(100, 600).filter(RedirectRule::isRedirect).boxed().toList();

        assertThat(followed, is(List.of(301, 302, 303, 307, 308)));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "301, GET, GET",
        "301, HEAD, HEAD",
        "301, POST, GET",
        "301, PUT, PUT",
        "301, DELETE, DELETE",
        "302, GET, GET",
        "302, HEAD, HEAD",
        "302, POST, GET",
        "302, PUT, GET",
        "303, GET, GET",
        "303, HEAD, HEAD",
        "303, POST, GET",
        "303, DELETE, GET",
        "307, POST, POST",
        "307, PATCH, PATCH",
        "308, POST, POST",
        "308, DELETE, DELETE",
    })
    void changesTheMethodAsRequestsDoes(int status, String method, String next) {
        assertThat(RedirectRule.nextMethod(status, method), is(next));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "authorization",
                "Proxy-Authorization",
                "X-Amz-Authorization",
                "Cookie",
                "Cookie2",
                "X-Api-Key",
                "X-API-KEY",
                "Api_Key",
                "apikey",
                "XApiKey",
                "X-Functions-Key",
                "Ocp-Apim-Subscription-Key",
                "Spiff-Connector-Proxy-Api-Key",
                "SpiffWorkflow-Api-Key",
                "Private-Token",
                "X-Auth-Token",
                "X-Amz-Security-Token",
                "X-Vault-Token",
                "X-Auth",
                "X-Auth-User",
                "OAuth",
                "X-Authenticated-Userid",
                "X-Client-Secret",
                "X-Session",
                "X-SessionId",
                "X-Sid",
                "X-Password",
                "X-Passwd",
                "X-Pwd",
                "X-Hub-Signature-256",
                "Signature",
                "Signature-Input",
                "X-Sig",
                "X-Credential",
                "X-JWT",
                "DPoP",
                "X-CSRF-Token",
                "X-Keys",
            })
    void recognizesCredentials(String name) {
        assertThat(RedirectRule.isCredential(name), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept",
                "Accept-Encoding",
                "Accept-Language",
                "Content-Type",
                "User-Agent",
                "X-Request-Id",
                "traceparent",
                "Idempotency-Key",
                "X-Author",
                "X-Signal",
                "X-Sidecar",
                "X-Compass",
                "X-Keyword",
                "Prefer",
                "Range",
                "If-None-Match",
            })
    void recognizesOtherHeaders(String name) {
        assertThat(RedirectRule.isCredential(name), is(false));
    }

    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({
        "https://a.example/x, https://a.example/y, true",
        "https://a.example/, HTTPS://A.example.:443/, true",
        "https://a.example/, https://a.example:8443/, false",
        "http://a.example/, https://a.example/, false",
        "http://a.example:443/, https://a.example:443/, false",
        "https://a.example/, https://b.a.example/, false",
        "http://[::1]/, http://[0:0:0:0:0:0:0:1]:80/, true",
        "http://[::ffff:1.2.3.4]/, http://1.2.3.4/, true",
    })
    void comparesOrigins(String one, String other, boolean same) {
        assertThat(
                RedirectRule.isSameOrigin(TargetUrl.parse(one), TargetUrl.parse(other)), is(same));
    }

    /// `should_strip_auth` of requests, negated.
    @ParameterizedTest(name = "{0} then {1}: {2}")
    @CsvSource({
        "http://a.example/x, https://a.example/y, true",
        "http://a.example:80/, https://A.example.:443/, true",
        "https://a.example/x, https://a.example:443/y, true",
        "https://a.example/, http://a.example/, false",
        "http://a.example:8080/, https://a.example/, false",
        "http://a.example/, https://a.example:8443/, false",
        "http://a.example:443/, https://a.example:443/, false",
        "http://a.example/, https://b.a.example/, false",
        "http://a.example/, https://b.example/, false",
        "http://[::1]/, https://[0:0:0:0:0:0:0:1]/, true",
    })
    void keepsCredentialsForTheOriginAndForTlsOnDefaultPorts(
            String from, String next, boolean kept) {
        assertThat(
                RedirectRule.keepsCredentials(TargetUrl.parse(from), TargetUrl.parse(next)),
                is(kept));
    }

    @ParameterizedTest(name = "{0} then {1} -> {2}")
    @CsvSource({
        "http://a.example/x, https://b.example/y, https://b.example:443/y",
        "http://a.example/x, http://b.example/y, http://b.example:80/y",
        "https://a.example/x/y, z, https://a.example:443/x/z",
        "https://a.example/x, //b.example, https://b.example:443/",
        "http://a.example/x, /y z?q=a b, http://a.example:80/y%20z?q=a%20b",
        "http://a.example/x, ?q=\u00e9, http://a.example:80/x?q=%E9",
        "http://a.example/x, http://b.example/\u00c3\u00a9, http://b.example:80/%C3%A9",
        "http://a.example/x, //b.example/\u00e9, http://b.example:80/%E9",
        "http://a.example/x, /\u0080\u00ff, http://a.example:80/%80%FF",
    })
    void goesWhereTheLocationPoints(String from, String location, String next) {
        var target =
                RedirectRule.nextTarget(
                        TargetUrl.parse(from), location, InternationalHosts.REFUSED);

        assertThat(target.origin() + target.target(), is(next));
    }

    @ParameterizedTest
    @CsvSource({
        "http://b\u00e9.example/, EgressBlocked",
        "//b\u00e9.example/, EgressBlocked",
        "//b\u00e9.example, EgressBlocked",
        "http://b .example/, InvalidURL",
        "/a\tb, InvalidURL",
        "/a\u0000b, InvalidURL",
        "/a\u007fb, InvalidURL",
        "/a\u20ac, InvalidURL",
    })
    void escapesNeitherHostsNorControlCharacters(String location, String code) {
        var from = TargetUrl.parse("http://a.example/");

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> RedirectRule.nextTarget(from, location, InternationalHosts.REFUSED));

        assertThat(failure.code(), is(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.example/", "HTTP://b.example:443/x", "http://a.example:443/"})
    void refusesARedirectFromHttpsToHttp(String location) {
        var from = TargetUrl.parse("https://a.example/secret?token=canary");

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> RedirectRule.nextTarget(from, location, InternationalHosts.REFUSED));

        assertThat(failure.code(), is("EgressBlocked"));
        assertThat(
                failure.getMessage(),
                is(
                        "a.example redirects from https to http, which is not followed: ask for the final URL itself"));
    }
}
