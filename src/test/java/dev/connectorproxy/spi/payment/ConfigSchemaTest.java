package dev.connectorproxy.spi.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Section 1.5, and point 1 of the offline conformance layer.
class ConfigSchemaTest {
    private static final ConfigSchema SCHEMA =
            ConfigSchema.of(
                    ConfigField.required("apiKey", ConfigType.SECRET, "The key."),
                    ConfigField.required("endpoint", ConfigType.URL, "The API."),
                    ConfigField.optional("live", ConfigType.BOOLEAN, "Real money.")
                            .withDefault("true"),
                    ConfigField.optional("offset", ConfigType.INTEGER, "Whatever."),
                    ConfigField.optional("wait", ConfigType.DURATION, "How long.")
                            .withDefault("90s"),
                    ConfigField.optional("label", ConfigType.STRING, "A word."));

    @Test
    void isShownAsTheContractWritesItInTheOrderOfTheAlphabet() {
        var json = ConfigSchema.of(ConfigField.required("apiKey", ConfigType.SECRET, "k")).json();

        assertThat(
                List.copyOf(json.keySet()),
                is(List.of("apiKey", "name", "pageSize", "pollingPeriod")));
        assertThat(
                json.get("apiKey").toString(),
                is(
                        "{\"dataType\":\"string\",\"required\":true,\"defaultValue\":\"\",\"description\":\"k\",\"secret\":true}"));
        assertThat(shared(json, "name"), is("string true "));
        assertThat(shared(json, "pageSize"), is("unsigned integer false 100"));
        assertThat(shared(json, "pollingPeriod"), is("duration ns false 2m"));
        assertThat(shared(ConfigSchema.of(25).json(), "pageSize"), is("unsigned integer false 25"));
        assertThat(shared(SCHEMA.json(), "live"), is("boolean false true"));
        assertThat(shared(SCHEMA.json(), "offset"), is("integer false "));
    }

    @Test
    void fillsInDefaults() {
        var config =
                SCHEMA.parse(
                        json("{\"apiKey\":\"s3cret\",\"endpoint\":\"https://api.example\"}"), "c1");

        assertThat(config.name(), is("c1"));
        assertThat(config.pageSize(), is(100));
        assertThat(config.pollingPeriod(), is(Duration.ofMinutes(2)));
        assertThat(config.requiredString("apiKey"), is("s3cret"));
        assertThat(config.requiredString("endpoint"), is("https://api.example"));
        assertThat(config.flag("live"), is(true));
        assertThat(config.integer("offset"), is(OptionalLong.empty()));
        assertThat(config.duration("wait"), is(Optional.of(Duration.ofSeconds(90))));
        assertThat(config.string("label"), is(Optional.empty()));
    }

    @Test
    void readsKeysInAnyCaseAndGivesThemBackInTheSchemasSpelling() {
        var config =
                SCHEMA.parse(
                        json(
                                "{\"NAME\":\"c1\",\"APIKEY\":\"s3cret\",\"Endpoint\":\"http://127.0.0.1:9/x\",\"LIVE\":false,"
                                        + "\"pagesize\":7,\"PollingPeriod\":\"PT1H30M\",\"offset\":-3,\"wait\":1500000000,\"label\":null}"));

        assertThat(
                config.json().toString(),
                is(
                        "{\"apiKey\":\"s3cret\",\"endpoint\":\"http://127.0.0.1:9/x\",\"live\":false,\"name\":\"c1\","
                                + "\"offset\":-3,\"pageSize\":7,\"pollingPeriod\":\"1h30m\",\"wait\":\"1s500ms\"}"));
        assertThat(SCHEMA.parse(config.json()), is(config));
        assertThat(config.flag("live"), is(false));
        assertThat(config.duration("wait"), is(Optional.of(Duration.ofMillis(1_500))));
    }

    @Test
    void showsNoSecret() {
        var config =
                SCHEMA.parse(
                        json("{\"apiKey\":\"s3cret\",\"endpoint\":\"https://api.example\"}"), "c1");

        assertThat(config.masked().getString("apiKey"), is("***"));
        assertThat(config.masked().getString("endpoint"), is("https://api.example"));
        assertThat(config.toString(), not(containsString("s3cret")));
        assertThat(config.secrets(), is(Set.of("s3cret")));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "apiKey":null                   | apiKey        | is required
                    "apiKey":" "                    | apiKey        | is required
                    "apiKey":7                      | apiKey        | must be a string
                    "endpoint":"ftp://x"            | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"/x"                 | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"https://u:p@x"      | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"https://x?a"        | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"https://"           | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"http://x:65536"     | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"http://a_b.1"       | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"http://u@a_b"       | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "endpoint":"http://x:0"         | endpoint      | must be an absolute http or https URL without user, query and fragment
                    "live":"true"                   | live          | must be true or false
                    "offset":"1"                    | offset        | must be a whole number
                    "offset":1.5                    | offset        | must be a whole number
                    "offset":1e99                   | offset        | must be a whole number
                    "offset":1e999999999            | offset        | must be a whole number
                    "pageSize":0                    | pageSize      | must be a whole number from 1 to 1000
                    "pageSize":1001                 | pageSize      | must be a whole number from 1 to 1000
                    "pageSize":-1                   | pageSize      | must be a whole number from 1 to 1000
                    "pageSize":"7"                  | pageSize      | must be a whole number from 1 to 1000
                    "wait":"0s"                     | wait          | must be a duration longer than zero, such as 90s, 2m or 1h30m
                    "wait":"2 m"                    | wait          | must be a duration longer than zero, such as 90s, 2m or 1h30m
                    "wait":"-2m"                    | wait          | must be a duration longer than zero, such as 90s, 2m or 1h30m
                    "wait":"P99999999999D"          | wait          | must be a duration longer than zero, such as 90s, 2m or 1h30m
                    "wait":"999999999h"             | wait          | must be a duration longer than zero, such as 90s, 2m or 1h30m
                    "wait":true                     | wait          | must be a duration longer than zero, such as 90s, 2m or 1h30m
                    "Label":"a","LABEL":"b"         | label         | is given twice
                    "apikye":"s3cret"               | apikye        | is not known; there are apiKey, endpoint, label, live, name, offset, pageSize, pollingPeriod, wait
                    """)
    void namesTheFieldThatIsWrong(String member, String field, String why) {
        var good =
                json(
                        "{\"apiKey\":\"s3cret\",\"endpoint\":\"https://api.example\",\"name\":\"c1\"}");
        var config = Json.createObjectBuilder(good);
        json("{" + member + "}").forEach(config::add);
        var bad = config.build();

        var failure = assertThrows(PaymentException.class, () -> SCHEMA.parse(bad));

        assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
        assertThat(failure.error().protocolCode(), is("INVALID_ARGUMENT"));
        assertThat(
                failure.getMessage(),
                is("invalid config: validation error occurred for field " + field + ": " + why));
        assertThat(SCHEMA.check(bad), is(List.of(new ConfigSchema.Problem(field, why))));
        assertThat(SCHEMA.check(good), is(empty()));
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        var failure = assertThrows(PaymentException.class, () -> SCHEMA.parse(json("{}")));

        assertThat(
                failure.getMessage(),
                is(
                        "invalid config: validation error occurred for field apiKey: is required; "
                                + "validation error occurred for field endpoint: is required; "
                                + "validation error occurred for field name: is required"));
    }

    @Test
    void refusesASchemaThatContradictsItself() {
        var label = ConfigField.optional("label", ConfigType.STRING, "");
        var again = ConfigField.optional("LABEL", ConfigType.STRING, "");
        var wait = ConfigField.optional("wait", ConfigType.DURATION, "").withDefault("soon");
        var number = ConfigField.optional("n", ConfigType.UNSIGNED, "").withDefault("-1");
        var required = ConfigField.required("r", ConfigType.STRING, "");

        assertThrows(IllegalArgumentException.class, () -> ConfigSchema.of(label, again));
        assertThrows(IllegalArgumentException.class, () -> ConfigSchema.of(wait));
        assertThrows(IllegalArgumentException.class, () -> ConfigSchema.of(number));
        assertThrows(IllegalArgumentException.class, () -> required.withDefault("x"));
        assertThrows(IllegalArgumentException.class, () -> ConfigSchema.of(0));
    }

    @Test
    void tellsAProviderOfItsOwnMistake() {
        var config =
                SCHEMA.parse(json("{\"apiKey\":\"k\",\"endpoint\":\"https://api.example\"}"), "c1");

        assertThrows(IllegalArgumentException.class, () -> config.string("nope"));
        assertThrows(IllegalArgumentException.class, () -> config.flag("apiKey"));
        assertThrows(IllegalArgumentException.class, () -> config.requiredString("label"));
    }

    private static String shared(JsonObject schema, String name) {
        var field = schema.getJsonObject(name);
        return field.getString("dataType")
                + " "
                + field.getBoolean("required")
                + " "
                + field.getString("defaultValue");
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
