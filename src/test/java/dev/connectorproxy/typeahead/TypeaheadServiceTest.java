package dev.connectorproxy.typeahead;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.RoutingCase;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.DirectClient;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeaheadServiceTest extends RoutingCase {
    private static final String PLACES =
            "{\"data\":[{\"n\":\"Oslo\",\"id\":1},{\"n\":\"Ostrava\",\"id\":2},{\"n\":\"Łódź\",\"id\":3}]}";
    private static final Queue<String> REQUESTED = new ConcurrentLinkedQueue<>();

    @TempDir private static Path folder;

    private final Http1Client client;

    TypeaheadServiceTest(DirectClient client) {
        this.client = client;
    }

    @SetUpRoute
    static void routes(HttpRouting.Builder routing) throws IOException {
        Files.writeString(
                folder.resolve("cities.csv"), "id,name\n1,Wien\n2,Winterthur\n3,Zürich\n");
        Files.writeString(
                folder.resolve("many.json"),
                IntStream.range(0, 150)
                        .mapToObj("{\"id\":%d}"::formatted)
                        .collect(Collectors.joining(",", "{\"all\":[", "]}")));
        routing.register(
                "/v1", new TypeaheadService(settings(), TypeaheadServiceTest::places, _ -> {}));
    }

    private static TypeaheadSettings settings() throws IOException {
        var yaml =
                """
                typeahead:
                  categories:
                    - name: colours
                      match: [name, code]
                      items:
                        - {name: Red, code: "#f00", hint: grey}
                        - {name: Green, code: "#0f0"}
                        - {name: AT&T blue, code: "[1]"}
                        - {name: "50%% grey", code: "a+b"}
                    - {name: cities, file: "%1$s/cities.csv"}
                    - {name: many, file: "%1$s/many.json", pointer: /all}
                    - {name: places, url: "http://h.example/places?k=1", prefix-parameter: q, pointer: /data}
                    - {name: fetched, url: "http://h.example/fetched", pointer: /data, match: [n], cache: PT1H}
                """
                        .formatted(folder);
        var file = Files.writeString(folder.resolve("settings.yaml"), yaml);
        var settings = Settings.load(Optional.of(file), Map.of(), new Properties());
        return TypeaheadSettings.create(settings.root().section("typeahead"));
    }

    private static HttpResponse places(HttpRequest request, Call call) {
        REQUESTED.add(request.url());
        return new HttpResponse(200, List.of(), PLACES.getBytes(StandardCharsets.UTF_8));
    }

    private String body(String target) {
        try (var response =
                client.get().uri("/v1/typeahead/" + target).skipUriEncoding(true).request()) {
            assertThat(response.status().code(), is(200));
            assertThat(
                    response.headers().get(HeaderNames.CONTENT_TYPE).get(), is("application/json"));
            return response.as(String.class);
        }
    }

    private JsonArray array(String target) {
        try (var reader = Json.createReader(new StringReader(body(target)))) {
            return reader.readArray();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "colours?prefix=gR&limit=100   | Green",
                "colours?prefix=%23F0&limit=1  | Red",
                "colours?prefix=AT&T&limit=100 | AT&T blue",
                "colours?prefix=A+&limit=100   | 50% grey",
                "colours?prefix=at%26t%20b     | AT&T blue",
                "colours?prefix=at%26t+b       | AT&T blue",
            })
    void findsByTheKeysOfACategory(String target, String name) {
        var found = array(target);

        assertThat(found.size(), is(1));
        assertThat(found.getJsonObject(0).getString("name"), is(name));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cities?prefix=Z%C3%9CR, '[{\"id\":\"3\",\"name\":\"Zürich\"}]'",
        "cities?prefix=w&limit=1, '[{\"id\":\"1\",\"name\":\"Wien\"}]'",
        "cities?prefix=2, '[{\"id\":\"2\",\"name\":\"Winterthur\"}]'",
        "cities?prefix=x, []",
        "cities?limit=0, []",
        "fetched?prefix=%C5%81%C3%93, '[{\"n\":\"Łódź\",\"id\":3}]'",
        "fetched?prefix=os&limit=1, '[{\"n\":\"Oslo\",\"id\":1}]'",
        "fetched?prefix=1, []",
    })
    void respondsWithAnArrayOfObjects(String target, String response) {
        assertThat(body(target), is(response));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "'', 100",
        "?limit=100, 100",
        "?limit=101, 100",
        "?limit=7, 7",
        "?limit=-7, 100",
        "?limit=x, 100",
        "?prefix=14, 11"
    })
    void neverReturnsMoreThanAHundred(String query, int size) {
        assertThat(array("many" + query).size(), is(size));
    }

    @Test
    void queriesAServiceAndReturnsItsSelection() {
        var found = array("places?prefix=o%26s+%C3%A9&limit=2");

        assertThat(found.size(), is(2));
        assertThat(REQUESTED, hasItem("http://h.example/places?k=1&q=o%26s%2B%C3%A9"));
    }
}
