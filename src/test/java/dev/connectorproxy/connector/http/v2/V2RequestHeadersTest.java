package dev.connectorproxy.connector.http.v2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The headers of V2 commands by name.
class V2RequestHeadersTest {
    @Test
    void theLastSpellingOfANameCountsInItsOwnPlace() {
        var runner = V2Runner.responding(200, "text/plain", "");

        runner.run(
                "GetRequestV2",
                "{\"url\":\"http://h.example/\",\"headers\":[[\"X-A\",\"1\"],[\"X-B\",\"2\"],[\"x-a\",\"3\"]]}");

        assertThat(
                runner.sent().getFirst().headers(),
                is(List.of(new Header("X-B", "2"), new Header("x-a", "3"))));
    }

    @Test
    void manyNamesKeepTheirOrder() {
        var names = IntStream.range(0, 20_000).mapToObj(i -> "X-" + i).toList();
        var headers =
                names.stream()
                        .map(name -> "\"" + name + "\":\"v\"")
                        .collect(Collectors.joining(",", "{", "}"));
        var runner = V2Runner.responding(200, "text/plain", "");

        runner.run("GetRequestV2", "{\"url\":\"http://h.example/\",\"headers\":" + headers + "}");

        assertThat(
                runner.sent().getFirst().headers().stream().map(Header::name).toList(), is(names));
    }
}
