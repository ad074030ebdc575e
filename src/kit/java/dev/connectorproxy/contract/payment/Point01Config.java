package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.spi.payment.ConfigField;
import dev.connectorproxy.spi.payment.ConfigType;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.ProviderContext;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Point 1: the schema and the configuration.
interface Point01Config extends Point {

    @Test
    default void aConfigurationReadsBackAsItWas() {
        var config = harness().config();
        var schema = harness().provider.configSchema();

        assertThat(schema.parse(config.json()), is(config));
        assertThat(harness().provider.configSchema().json(), is(schema.json()));
    }

    @Test
    default void requiredFieldsAreRefusedWhenTheyAreMissing() {
        for (var field : harness().provider.configSchema().fields()) {
            if (field.required()) {
                refuses(field, without(field.name()));
                refuses(field, with(field.name(), JsonValue.NULL));
            }
        }
    }

    @Test
    default void requiredFieldsAreAllThatItTakes() {
        var config = Json.createObjectBuilder(harness().fixture.config());
        harness().provider.configSchema().fields().stream()
                .filter(field -> !field.required() && field.type() != ConfigType.URL)
                .forEach(field -> config.remove(field.name()));

        var parsed = harness().provider.configSchema().parse(config.build());

        harness().provider.connector(parsed, context());
    }

    @Test
    default void valuesOfAnotherTypeAndUnknownFieldsAreRefused() {
        for (var field : harness().provider.configSchema().fields()) {
            refuses(field, with(field.name(), JsonValue.EMPTY_JSON_ARRAY));
        }
        ExpectedFailures.mustBe(
                "an unknown field",
                Set.of(PaymentError.INVALID_CONFIG),
                () ->
                        harness()
                                .provider
                                .configSchema()
                                .parse(with("fieldThatNobodyKnows", JsonValue.TRUE)));
    }

    @Test
    default void keysAreReadInAnyCase() {
        var upper = Json.createObjectBuilder();
        harness()
                .fixture
                .config()
                .forEach((key, value) -> upper.add(key.toUpperCase(Locale.ROOT), value));

        assertThat(harness().provider.configSchema().parse(upper.build()), is(harness().config()));
    }

    @Test
    default void everyFieldIsDescribed() {
        for (var field : harness().provider.configSchema().fields()) {
            assertThat(field.name(), field.description().isBlank(), is(false));
        }
    }

    @Test
    default void whatMustNotBeShownIsASecret() {
        var open =
                harness().provider.configSchema().fields().stream()
                        .filter(field ->
                                ProviderHarness.isKeyLike(field)
                                        && field.type() != ConfigType.SECRET)
                        .map(ConfigField::name)
                        .toList();

        assertThat("fields that should be secrets", open, is(empty()));
        for (var secret : harness().secrets()) {
            assertThat(harness().config().masked().toString(), not(containsString(secret)));
        }
    }

    @Test
    default void configurationsThatOnlyTheProviderCanJudgeAreRefusedAsSuch() {
        for (var json : harness().fixture.refusedConfigs()) {
            var config = harness().provider.configSchema().parse(json);
            ExpectedFailures.mustBe(
                    "a configuration that the provider refuses",
                    Set.of(PaymentError.INVALID_CONFIG),
                    () -> harness().provider.connector(config, context()));
        }
    }

    private ProviderContext context() {
        return new ProviderContext(
                harness().egress,
                InstantSource.fixed(ProviderContract.NOW),
                ProviderContext.Log.NONE);
    }

    private void refuses(ConfigField field, JsonObject config) {
        var failure =
                ExpectedFailures.of(
                        "a configuration with a wrong " + field.name(),
                        () -> harness().provider.configSchema().parse(config));
        assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
        assertThat(failure.getMessage(), containsString(field.name()));
    }

    private JsonObject without(String name) {
        var json = Json.createObjectBuilder();
        harness()
                .fixture
                .config()
                .forEach((key, value) -> {
                    if (!key.equalsIgnoreCase(name)) {
                        json.add(key, value);
                    }
                });
        return json.build();
    }

    private JsonObject with(String name, JsonValue value) {
        return Json.createObjectBuilder(without(name)).add(name, value).build();
    }
}
