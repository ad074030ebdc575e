package dev.connectorproxy.docs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the served document to the protocol that SpiffArena publishes: it may say more, never less and nothing else.
class OpenApiAgreementTest {
    private static final Set<String> PROSE = Set.of("title", "summary", "description");
    private static final String EXECUTE = "/paths/~1v1~1do~1{connector}~1{command}/post";

    private final OpenApiDocument ours = OpenApiDocument.ours();
    private final OpenApiDocument protocol = OpenApiDocument.protocol();
    private final List<String> missing = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "/openapi",
        "/security",
        "/paths",
        "/components/securitySchemes",
        "/components/schemas"
    })
    void everythingThatTheProtocolSaysIsSaidHereToo(String part) {
        compare(part, part);

        assertThat(missing, is(empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "200, 200",
        "202, 202",
        "400, 400",
        "401, 401",
        "404, 404",
        "500, 500",
        "403, 400",
        "405, 400",
        "408, 400",
        "413, 400",
        "414, 400",
        "415, 400",
        "431, 400",
        "503, 500"
    })
    void theExamplesFitWhatTheProtocolAsksOfThatStatusOrItsNearest(String status, String asked) {
        var schema = EXECUTE + "/responses/" + asked + "/content/application~1json/schema";
        var examples = ours.examples(EXECUTE + "/responses/" + status + "/content");

        assertThat(examples, is(not(empty())));
        for (var example : examples) {
            assertThat(
                    example.pointer(), protocol.complaints(schema, example.value()), is(empty()));
        }
    }

    @Test
    void theCatalogueOfTheExampleFitsTheProtocol() {
        for (var example : ours.examples("/paths/~1v1~1commands/get/responses/200")) {
            assertThat(
                    protocol.complaints("/components/schemas/CommandCatalog", example.value()),
                    is(empty()));
        }
    }

    /// Notes every place below `theirs` that is not the same below `mine`. A schema `true` there may be narrower here.
    private void compare(String theirs, String mine) {
        var asked = protocol.at(theirs);
        if (asked == JsonValue.TRUE) {
            return;
        }
        var said = ours.at(mine);
        switch (asked) {
            case JsonObject object when said instanceof JsonObject other ->
                    object.keySet().stream()
                            .filter(key ->
                                    object.get(key) instanceof JsonObject || !PROSE.contains(key))
                            .forEach(key -> member(theirs, mine, key, other));
            case JsonArray array
                    when said instanceof JsonArray other && other.size() >= array.size() -> {
                for (var i = 0; i < array.size(); i++) {
                    compare(theirs + "/" + i, mine + "/" + i);
                }
            }
            default -> {
                if (!asked.equals(said)) {
                    missing.add(theirs + ": " + asked + " is " + said);
                }
            }
        }
    }

    private void member(String theirs, String mine, String key, JsonObject other) {
        var step = OpenApiDocument.step(key);
        if (other.containsKey(key)) {
            compare(theirs + step, mine + step);
        } else {
            missing.add(theirs + step + " is not here");
        }
    }
}
