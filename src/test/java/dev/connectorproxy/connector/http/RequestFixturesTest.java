package dev.connectorproxy.connector.http;

import static dev.connectorproxy.connector.http.RequestFixtures.headers;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The request for each set of arguments, as recorded from async-http.
class RequestFixturesTest {
    private final List<HttpRequest> sent = new ArrayList<>();

    static Stream<JsonObject> fixtures() throws IOException {
        return RequestFixtures.of("requests.json");
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void argumentsBecomeTheRecordedRequest(JsonObject fixture) {
        var command = HttpCommands.named(fixture.getString("command"), sent::add);

        command.execute(ArgumentCheck.check(command.spec(), arguments(fixture)), CALL);

        var request = sent.getFirst();
        assertThat(request.method(), is(fixture.getString("method")));
        assertThat(request.url().replaceFirst("#.*", ""), is(fixture.getString("url")));
        assertThat(headers(request), is(headers(fixture)));
        assertThat(
                new String(request.body().orElse(new byte[0]), StandardCharsets.UTF_8),
                is(fixture.getString("body")));
    }

    private static final Call CALL =
            new Call("id", false, Optional.empty(), Long.MAX_VALUE, Call.Trail.NONE);

    private static Map<String, JsonText> arguments(JsonObject fixture) {
        var json = fixture.getJsonObject("arguments").toString();
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8), 99).orElseThrow().members();
    }
}
