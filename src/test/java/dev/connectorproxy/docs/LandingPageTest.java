package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `GET /` shows to browsers and to others.
class LandingPageTest {
    private static final Pattern REFERENCE =
            Pattern.compile("(?:src|href|url)\\s*[=(]\\s*\"?([^\")]*)");
    private static final Pattern OWN = Pattern.compile("/[a-z0-9/]+|data:,");

    @Test
    void thePageRequestsNothingFromElsewhereAndRunsNoScript() {
        var page = read("index.html");

        assertThat(page, not(containsString("<script")));
        for (var found : REFERENCE.matcher(page).results().toList()) {
            assertThat(found.group(1), OWN.matcher(found.group(1)).matches(), is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/commands",
                "/openapi",
                "/observe/health",
                "/observe/metrics",
                "/v1/do/example/Example",
                "SPIFFWORKFLOW_BACKEND_CONNECTOR_PROXY_URL=",
                "SPIFFWORKFLOW_BACKEND_CONNECTOR_PROXY_API_KEY="
            })
    void pageAndTextTellTheSame(String told) {
        assertThat(read("index.html"), containsString(told));
        assertThat(read("index.txt"), containsString(told));
    }

    private static String read(String name) {
        try (var in = LandingPageTest.class.getResourceAsStream("/web/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name + " cannot be read", e);
        }
    }
}
