package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPrefixesTest {
    private final PathPrefixes prefixes = new PathPrefixes(List.of("/standard", "/a/b"));

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "POST /standard/v1/do/a/B HTTP/1.1, POST /v1/do/a/B HTTP/1.1",
        "GET /a/b/v1/commands HTTP/1.1, GET /v1/commands HTTP/1.1",
        "GET /standard HTTP/1.1, GET / HTTP/1.1",
        "GET /standard/ HTTP/1.1, GET / HTTP/1.1",
        "GET /standard?a=/b HTTP/1.1, GET /?a=/b HTTP/1.1",
        "GET /standard/standard/x HTTP/1.1, GET /standard/x HTTP/1.1",
        "GET /standards/x HTTP/1.1, GET /standards/x HTTP/1.1",
        "GET /v1/standard/x HTTP/1.1, GET /v1/standard/x HTTP/1.1",
        "GET /v1/commands HTTP/1.1, GET /v1/commands HTTP/1.1",
        "GET /standard, GET /standard",
        "GET, GET",
        "'', ''"
    })
    void arePartOfTheRequestLineNoMore(String line, String stripped) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);

        assertThat(new String(prefixes.strip(bytes), StandardCharsets.US_ASCII), is(stripped));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"standard", "/", "/standard/", "/v1", "/v1/x", "/..", "/a b", "/a//b", "/ä"})
    void arePathsOfPlainSegments(String prefix) {
        var config = Config.just(ConfigSources.create(Map.of("server.path-prefixes", prefix)));
        var section = new Section(config.get("server"), new TreeSet<>());

        assertThrows(SettingsException.class, () -> PathPrefixes.create(section));
    }
}
