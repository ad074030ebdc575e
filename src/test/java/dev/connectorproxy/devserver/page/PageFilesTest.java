package dev.connectorproxy.devserver.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of the workbench, and the policy for its page.
class PageFilesTest {
    private final PageFiles files = new PageFiles();

    @ParameterizedTest
    @CsvSource({
        "workbench.css, text/css; charset=utf-8",
        "workbench.js, text/javascript; charset=utf-8",
        "icon.svg, image/svg+xml",
        "lib/lit/index.js, text/javascript; charset=utf-8",
        "lib/lit-html/is-server.js, text/javascript; charset=utf-8",
        "lib/lit__reactive-element/css-tag.js, text/javascript; charset=utf-8"
    })
    void ourFilesAndThoseOfLitAreFoundByTheirPath(String path, String type) {
        assertThat(files.find(path).orElseThrow().type(), is(type));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing.css",
                "../dev-server.txt",
                "../index.html",
                "a/../workbench.css",
                "./workbench.css",
                "/workbench.css",
                "workbench.css/",
                "workbench.css\u0000.js",
                "WORKBENCH.CSS",
                "lib/lit/../lit/index.js",
                "lib/lit/package.json",
                "lib/lit/3.3.2/index.js",
                "lib/nope/index.js",
                "lib/lit/index.js.map",
                "..%2fworkbench.css"
            })
    void nothingElseOnTheClassPathIs(String path) {
        assertThat(files.find(path).isEmpty(), is(true));
    }

    @Test
    void aFileIsReadOnce() {
        assertThat(files.find("icon.svg").get() == files.find("icon.svg").get(), is(true));
    }

    @Test
    void thePolicyAllowsTheInlineScriptsOfThePageByTheirHashAndNothingUnsafe() {
        var page =
                "<script src=\"a.js\"></script><script type=\"importmap\">{}</script>"
                        .getBytes(StandardCharsets.UTF_8);

        var policy = ContentPolicy.of(page);

        // printf '{}' | openssl dgst -sha256 -binary | base64
        assertThat(
                policy,
                containsString(
                        "script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=';"));
        assertThat(policy, containsString("default-src 'self';"));
        assertThat(policy, not(containsString("unsafe")));
    }
}
