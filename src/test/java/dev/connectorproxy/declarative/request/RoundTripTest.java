package dev.connectorproxy.declarative.request;

import static dev.connectorproxy.declarative.request.Operations.BASE;
import static dev.connectorproxy.declarative.request.Operations.builder;
import static dev.connectorproxy.declarative.request.Operations.get;
import static dev.connectorproxy.declarative.request.Operations.post;
import static dev.connectorproxy.declarative.request.Operations.styled;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read again by decoders that share no code with the writers.
class RoundTripTest {
    private static final String[] ALPHABET = {
        "a", "Z", "9", " ", "/", "?", "#", "&", "=", "+", "%", "%2F", ",", ";", ".", "[", "]", "|",
        "\t", "\n", "\"", "\\", "ü", "€", "😀", "'", "{", "}", "~", "_", "-", "*", "@", ":"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pathsKeepTheirSegments(long seed) {
        var random = new Random(seed);
        var operation = get("/a/{p}/b", Operations.path("p"));
        for (int i = 0; i < 200; i++) {
            var text = "x" + text(random);

            var url = sent(operation, Json.createValue(text));

            var segments = url.substring(BASE.length()).split("/", -1);
            assertThat(segments.length, is(4));
            assertThat(decode(segments[2]), is(text));
            assertThat(URI.create(url).normalize().getRawPath(), is(URI.create(url).getRawPath()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void listsKeepTheirElements(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var list = list(random);
            var array = Json.createArrayBuilder(list).build();

            var exploded = sent(get("/x", styled(Location.QUERY, "q&", Style.FORM, true)), array);
            var joined = sent(get("/x", styled(Location.QUERY, "q&", Style.FORM, false)), array);
            var piped =
                    sent(
                            get("/x", styled(Location.QUERY, "q&", Style.PIPE_DELIMITED, false)),
                            array);

            assertThat(values(exploded, "q&"), is(list));
            assertThat(split(joined, ","), is(list));
            assertThat(split(piped, "%7C").size() >= list.size(), is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void objectsKeepTheirMembers(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var members = members(random);
            var object = Json.createObjectBuilder(members).build();

            var exploded = sent(get("/x", styled(Location.QUERY, "q", Style.FORM, true)), object);
            var form =
                    builder(
                                    post(
                                            Operations.body(
                                                    Operations.content(
                                                            "application/x-www-form-urlencoded",
                                                            "{}"))))
                            .build(new RequestValues(Map.of(), Optional.of(object)));

            assertThat(pairs(exploded.substring(exploded.indexOf('?') + 1)), is(members));
            assertThat(pairs(Operations.text(form)), is(members));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void deepObjectsKeepTheirStructure(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            var object = nested(random, 3);

            var url = sent(get("/x", styled(Location.QUERY, "q", Style.DEEP_OBJECT, true)), object);

            var query = url.substring(url.indexOf('?') + 1);
            assertThat(url, read(query), is(Map.of("q", plain(object))));
        }
    }

    /// Members with names that have no brackets, which the style cannot express.
    private static JsonObject nested(Random random, int depth) {
        var object = Json.createObjectBuilder();
        for (int i = 0; i <= random.nextInt(3); i++) {
            var name = i + text(random).replaceAll("[\\[\\]]", "");
            if (depth > 0 && random.nextBoolean()) {
                object.add(name, nested(random, depth - 1));
            } else {
                object.add(name, text(random));
            }
        }
        return object.build();
    }

    private static Object plain(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return ((JsonString) value).getString();
        }
        var members = new LinkedHashMap<String, Object>();
        object.forEach((name, member) -> members.put(name, plain(member)));
        return members;
    }

    /// Reads `a[b][c]=1` as PHP does.
    private static Map<String, Object> read(String query) {
        var root = new LinkedHashMap<String, Object>();
        for (var pair : query.split("&")) {
            var names = decode(pair.substring(0, pair.indexOf('='))).split("]?\\[|]$");
            Map<String, Object> at = root;
            for (int i = 0; i < names.length - 1; i++) {
                at = child(at, names[i]);
            }
            at.put(names[names.length - 1], decode(pair.substring(pair.indexOf('=') + 1)));
        }
        return root;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> map, String name) {
        return (Map<String, Object>)
                map.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
    }

    private static String sent(Operation operation, JsonValue value) {
        return builder(operation)
                .build(
                        new RequestValues(
                                Map.of(operation.parameters().getFirst(), value), Optional.empty()))
                .url();
    }

    private static List<String> values(String url, String name) {
        return Arrays.stream(url.substring(url.indexOf('?') + 1).split("&"))
                .filter(pair -> decode(pair.substring(0, pair.indexOf('='))).equals(name))
                .map(pair -> decode(pair.substring(pair.indexOf('=') + 1)))
                .toList();
    }

    private static List<String> split(String url, String delimiter) {
        return Arrays.stream(url.substring(url.indexOf('=') + 1).split(delimiter, -1))
                .map(RoundTripTest::decode)
                .toList();
    }

    private static Map<String, Object> pairs(String query) {
        var pairs = new LinkedHashMap<String, Object>();
        for (var pair : query.split("&")) {
            pairs.put(
                    URLDecoder.decode(pair.substring(0, pair.indexOf('=')), StandardCharsets.UTF_8),
                    URLDecoder.decode(
                            pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        return pairs;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> members(Random random) {
        var members = new LinkedHashMap<String, Object>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            members.put("k" + i + text(random), text(random));
        }
        return members;
    }

    private static List<String> list(Random random) {
        var list = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            list.add(text(random));
        }
        return list;
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
