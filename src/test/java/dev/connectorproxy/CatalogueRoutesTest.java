package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the list says for editors, of the commands that are built in.
@ServerMetricsLock
class CatalogueRoutesTest {
    private static final Set<String> SECRETS =
            Set.of(
                    "api_key",
                    "password",
                    "token",
                    "bearer_token",
                    "basic_auth_password",
                    "smtp_password",
                    "smtp_access_token",
                    "database_connection_str");

    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        proxy = new RunningProxy("catalogue: {aliases: {web/Fetch: http/GetRequestV2}}");
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    static Stream<JsonObject> entries() {
        return list("?schemas=true").getValuesAs(JsonObject.class).stream();
    }

    private static JsonArray list(String query) {
        try (var reader =
                Json.createReader(
                        new StringReader(
                                proxy.request("GET", "/v1/commands" + query, "").body()))) {
            return reader.readArray();
        }
    }

    private static List<JsonObject> parameters(JsonObject entry) {
        return entry.getJsonArray("parameters").getValuesAs(JsonObject.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void everyConnectorIntroducesItself(JsonObject entry) {
        var connector = entry.getJsonObject("connector");

        for (var key : List.of("name", "description", "icon")) {
            assertThat(connector.getString(key, ""), is(not("")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void everyFieldFillsAParameterOfACommand(JsonObject entry) {
        var connector = entry.getJsonObject("connector");
        var filled = new ArrayList<String>();
        entries()
                .filter(other -> other.getJsonObject("connector").equals(connector))
                .flatMap(other -> parameters(other).stream())
                .forEach(parameter -> filled.add(parameter.getString("configField", "")));

        for (var field : fields(connector)) {
            assertThat(filled, hasItem(field.getString("id")));
        }
    }

    private static List<JsonObject> fields(JsonObject connector) {
        var fields = connector.getJsonArray("configFields");
        return fields == null ? List.of() : fields.getValuesAs(JsonObject.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void everyParameterHasALabelAndCredentialsAreSecret(JsonObject entry) {
        for (var parameter : parameters(entry)) {
            var id = parameter.getString("id");

            assertThat(id, parameter.getString("label", ""), is(not("")));
            assertThat(id, parameter.getBoolean("secret", false), is(SECRETS.contains(id)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void theSchemaOfTheArgumentsIsValidAndTakesExamplesAndDefaults(JsonObject entry) {
        var schema = entry.getJsonObject("inputSchema");
        var validator =
                new ValidatorFactory()
                        .withJsonNodeFactory(new JakartaJsonNode.Factory())
                        .withDialect(new Dialects.Draft2020Dialect())
                        .createValidator();
        var uri = validator.registerSchema(schema.toString());

        var arguments = Json.createObjectBuilder();
        for (var parameter : parameters(entry)) {
            Stream.of("example", "default")
                    .filter(parameter::containsKey)
                    .findFirst()
                    .ifPresentOrElse(
                            key -> arguments.add(parameter.getString("id"), parameter.get(key)),
                            () -> addIfRequired(arguments, parameter));
        }
        var result = validator.validate(uri, arguments.build().toString());

        assertThat(result.getErrors().toString(), result.isValid(), is(true));
    }

    private static void addIfRequired(JsonObjectBuilder arguments, JsonObject parameter) {
        if (parameter.getBoolean("required")) {
            arguments.add(
                    parameter.getString("id"),
                    parameter.getString("type").equals("any")
                            ? JsonValue.EMPTY_JSON_OBJECT
                            : Json.createValue("x"));
        }
    }

    @Test
    void schemasStandInTheListOnlyIfAskedFor() {
        assertThat(list("").toString().contains("inputSchema"), is(false));
        assertThat(list("?schemas=false"), is(list("")));
        assertThat(list("?limit=1&schema=true"), is(list("")));
        assertThat(
                entries().filter(entry -> !entry.containsKey("inputSchema")).toList(), is(empty()));
        assertThat(list("").size(), greaterThan(20));
    }

    @Test
    void anAliasHasTheConnectorOfItsCommand() {
        var alias =
                entries()
                        .filter(entry -> entry.getString("id").equals("web/Fetch"))
                        .findFirst()
                        .orElseThrow();

        assertThat(alias.getJsonObject("connector").getString("name"), is("HTTP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?schemas=yes", "?schemas=", "?schemas=TRUE"})
    void aValueThatIsNoFlagIsRefused(String query) {
        var response = proxy.request("GET", "/v1/commands" + query, "");

        assertThat(response.status(), is(400));
        assertThat(response.errorCode(), is("InvalidRequest"));
        assertThat(response.message(), is("schemas must be true or false"));
    }
}
