package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which URLs an entry of `signin.redirect-origins` with a path allows.
class RedirectTargetTest {
    private static final RedirectTarget TARGET =
            RedirectTarget.parse("https://A.example:443/app/back/").orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/back",
                "/app/back/",
                "/app/back/xero/OAuth",
                "/app/back?x=/../../evil&y=%2e%2e%2f",
                "/app/back/./x",
                "/app/./back/x",
                "/app/back/x/../y",
                "/app/back/x/%2e%2e/y",
                "/app/x/../back/y",
                "/app/back//x",
                "/app/back/x%2Fy",
                "/app/back/a%20b",
                "/app/back/100%",
                "/app/back/x;a=b/y",
                "/app/back/%C3%A9",
                "/app/back/...",
            })
    void allowsWhatIsBelowThePathHoweverItIsRead(String path) {
        assertThat(isAllowed(path), is(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "?/app/back",
                "/app",
                "/app/backdoor",
                "/app/back.evil",
                "/APP/back",
                "/evil/app/back",
                "/app/back/..",
                "/app/back/../evil",
                "/app/back/./../evil",
                "/app/back/x/../../evil",
                "/app/back/%2e%2e/evil",
                "/app/back/%2E./evil",
                "/app/back/.%2e/evil",
                "/app/back/..%2fevil",
                "/app/back/..%5cevil",
                "/app/back/%2e%2e%2fevil",
                "/app/back/%252e%252e/evil",
                "/app/back/%252e%252e%252fevil",
                "/app/back/%25252e%25252e%25252fevil",
                "/app/back/%25%32%65%25%32%65/evil",
                "/app/back/..;/evil",
                "/app/back/..;a=b/evil",
                "/app/back/.;x.;/../../evil",
                "/app/back/%2e%2e;/evil",
                "/app/back/..%3b/evil",
                "/app/back//../../evil",
                "/app/back//..//../evil",
                "//app/back",
                "//evil.example/app/back",
                "/app//back",
                "/app%2Fback/x",
                "/%61pp/back/x",
                "/evil/..%2fapp/back",
                "/evil/%2e%2e/app/back",
                "/evil;/../app/back;/../../evil",
                "/app/back/..%00/evil",
                "/app/back/%00",
                "/app/back/%0d%0aLocation:x",
                "/app/back/%c0%ae%c0%ae/evil",
                "/app/back/..%c0%afevil",
                "/app/back/%2525252525252525252525252e",
            })
    void refusesWhatSomeServerWouldFindElsewhere(String path) {
        assertThat(isAllowed(path), is(false));
    }

    @Test
    void otherOriginsAreRefusedWhateverTheirPath() {
        for (var origin :
                new String[] {
                    "http://a.example", "https://a.example:8443", "https://b.a.example"
                }) {
            assertThat(
                    TARGET.contains(WebUrl.parse(origin + "/app/back").orElseThrow()), is(false));
        }
    }

    @Test
    void anOriginWithoutAPathAllowsEveryPath() {
        var target = RedirectTarget.parse("https://a.example").orElseThrow();

        assertThat(
                target.contains(WebUrl.parse("https://a.example/x/../y").orElseThrow()), is(true));
        assertThat(TARGET.toString(), is("https://a.example/app/back"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/",
                "https://a.example//app",
                "https://a.example/app//back",
                "https://a.example/../app",
                "https://a.example/app/.",
                "https://a.example/app/*",
                "https://a.example/app%2Fback",
                "https://a.example/app;x",
                "https://a.example/app?x",
                "https://a.example/app\\x",
                "https://u@a.example/app",
                "/app",
            })
    void refusesAnEntryThatIsNoPlainPath(String text) {
        assertThat(RedirectTarget.parse(text), is(Optional.empty()));
    }

    private static boolean isAllowed(String path) {
        return WebUrl.parse("https://a.example" + path).filter(TARGET::contains).isPresent();
    }
}
