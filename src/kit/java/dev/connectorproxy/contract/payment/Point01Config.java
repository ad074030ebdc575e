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
        var config = bench().config();
        var schema = bench().provider.configSchema();

        assertThat(schema.parse(config.json()), is(config));
        assertThat(bench().provider.configSchema().json(), is(schema.json()));
    }

    @Test
    default void requiredFieldsAreRefusedWhenTheyAreMissing() {
        for (var field : bench().provider.configSchema().fields()) {
            if (field.required()) {
                refuses(field, without(field.name()));
                refuses(field, with(field.name(), JsonValue.NULL));
            }
        }
    }

    @Test
    default void requiredFieldsAreAllThatItTakes() {
        var config = Json.createObjectBuilder(bench().fixture.config());
        bench().provider.configSchema().fields().stream()
                .filter(field -> !field.required() && field.type() != ConfigType.URL)
                .forEach(field -> config.remove(field.name()));

        var parsed = bench().provider.configSchema().parse(config.build());

        bench().provider.connector(parsed, context());
    }

    @Test
    default void valuesOfAnotherTypeAndUnknownFieldsAreRefused() {
        for (var field : bench().provider.configSchema().fields()) {
            refuses(field, with(field.name(), JsonValue.EMPTY_JSON_ARRAY));
        }
        Failures.mustBe(
                "an unknown field",
                Set.of(PaymentError.INVALID_CONFIG),
                () ->
                        bench().provider
                                .configSchema()
                                .parse(with("fieldThatNobodyKnows", JsonValue.TRUE)));
    }

    @Test
    default void keysAreReadInAnyCase() {
        var upper = Json.createObjectBuilder();
        bench().fixture.config().forEach((key, value) -> upper.add(key.toUpperCase(Locale.ROOT), value));

        assertThat(bench().provider.configSchema().parse(upper.build()), is(bench().config()));
    }

    @Test
    default void everyFieldIsDescribed() {
        for (var field : bench().provider.configSchema().fields()) {
            assertThat(field.name(), field.description().isBlank(), is(false));
        }
    }

    @Test
    default void whatMustNotBeShownIsASecret() {
        var open =
                bench().provider.configSchema().fields().stream()
                        .filter(field -> Bench.isKeyLike(field) && field.type() != ConfigType.SECRET)
                        .map(ConfigField::name)
                        .toList();

        assertThat("fields that should be secrets", open, is(empty()));
        for (var secret : bench().secrets()) {
            assertThat(bench().config().masked().toString(), not(containsString(secret)));
        }
    }

    @Test
    default void configurationsThatOnlyTheProviderCanJudgeAreRefusedAsSuch() {
        for (var json : bench().fixture.refusedConfigs()) {
            var config = bench().provider.configSchema().parse(json);
            Failures.mustBe(
                    "a configuration that the provider refuses",
                    Set.of(PaymentError.INVALID_CONFIG),
                    () -> bench().provider.connector(config, context()));
        }
    }

    private ProviderContext context() {
        return new ProviderContext(
                bench().wire, InstantSource.fixed(ProviderContract.NOW), ProviderContext.Log.NONE);
    }

    private void refuses(ConfigField field, JsonObject config) {
        var failure =
                Failures.of(
                        "a configuration with a wrong " + field.name(),
                        () -> bench().provider.configSchema().parse(config));
        assertThat(failure.error(), is(PaymentError.INVALID_CONFIG));
        assertThat(failure.getMessage(), containsString(field.name()));
    }

    private JsonObject without(String name) {
        var json = Json.createObjectBuilder();
        bench().fixture
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
