package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {
    private static final Call CALL = Call.ofProxy(Duration.ofSeconds(5));

    @Test
    void aUrlWithoutVariablesIsTheSameForAllCalls() {
        var url = BaseUrl.of("https://api.example/v1", Map.of("region", "eu"));

        assertThat(url.isFixed(), is(true));
        assertThat(url.of(given("us"), Map.of(), CALL), is(Optional.empty()));
        assertThat(url.example(), is("https://api.example/v1"));
        assertThat(url.origin(), is(Optional.of("https://api.example")));
        assertThat(url.defaults(), is(Map.of()));
    }

    @ParameterizedTest(name = "{0} with {1} -> {2}")
    @CsvSource({
        "https://{v}.api.example, eu,                 https://eu.api.example",
        "https://api.example{v},  /base/2,            https://api.example/base/2",
        "'{v}/x',                 https://a.example/, https://a.example/x",
    })
    void aVariableHasTheValueOfTheFileUnlessAConnectionSetsIt(
            String template, String value, String url) {
        var base = BaseUrl.of(template, Map.of("v", value));

        assertThat(base.of(new Arguments(Map.of()), Map.of(), CALL), is(Optional.of(url)));
        assertThat(base.of(given(value), Map.of(), CALL), is(Optional.of(url)));
        assertThat(base.example(), is(url));
    }

    @Test
    void aConnectionReplacesTheValueOfTheFile() {
        var base = BaseUrl.of("https://{v}.api.example", Map.of("v", "eu"));

        assertThat(base.of(given("us"), Map.of(), CALL), is(Optional.of("https://us.api.example")));
        assertThat(base.parameters(), is(Map.of("v", "connection.v")));
        assertThrows(
                ConnectorException.class, () -> base.of(given("evil.example/?x"), Map.of(), CALL));
    }

    @ParameterizedTest(name = "{0} with {1} -> {2}")
    @CsvSource({
        "https://{v}.example/v1, acme,                      https://acme.example/v1, https://{v}.example",
        "'{v}/services',         https://a.example,         https://a.example/services, {v}",
        "'{v}/services',         https://a.example:8443/b/, https://a.example:8443/b/services, {v}",
        "https://a.example/{v}/x, 7-b_c,                    https://a.example/7-b_c/x, https://a.example",
    })
    void otherVariablesAreThoseOfTheConnection(
            String template, String value, String url, String origin) {
        var base = BaseUrl.of(template, Map.of());

        assertThat(base.parameters(), is(Map.of("v", "connection.v")));
        assertThat(base.of(given(value), Map.of(), CALL), is(Optional.of(url)));
        assertThat(base.origin(), is(Optional.of(origin)));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "https://{v}.example, evil.example/?x=",
        "https://{v}.example, a@b",
        "https://{v}.example, ''",
        "'{v}/x',             a.example",
        "'{v}/x',             ftp://a.example",
        "'{v}/x',             https://a.example?b",
        "'{v}/x',             https://u@a.example",
    })
    void aValueThatDoesNotBelongIntoAUrlIsRefused(String template, String value) {
        var base = BaseUrl.of(template, Map.of());

        var failure =
                assertThrows(ConnectorException.class, () -> base.of(given(value), Map.of(), CALL));

        assertThat(failure.code(), is("ConnectorNotConfigured"));
    }

    @Test
    void aCallWithoutAConnectionSaysWhatItNeeds() {
        var base = BaseUrl.of("https://{v}.example", Map.of());

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> base.of(new Arguments(Map.of()), Map.of(), CALL));

        assertThat(
                failure.getMessage(),
                is("the URL of this connector needs a connection that sets 'v'"));
    }

    @Test
    void thePlaceOfACredentialIsLeftForTheEgress() {
        var url = BaseUrl.of("https://a.example/bot{token}", Map.of(), Optional.of("token"));

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> url.of(new Arguments(Map.of()), Map.of(), CALL));

        assertThat(url.isFixed(), is(true));
        assertThat(url.example(), is("https://a.example/bot%7Btoken%7D"));
        assertThat(failure.code(), is("ConnectorNotConfigured"));
    }

    private static Arguments given(String value) {
        return new Arguments(Map.of("connection.v", JsonText.ofString(value)));
    }
}
