package dev.connectorproxy.spi.payment;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// A configuration that fits its [ConfigSchema], defaults filled in, keys in the schema's spelling. Immutable. Fields are
/// asked for by the names of the schema; another name, or a field of another type, is a mistake of the provider.
public final class PaymentConfig {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String MASK = "***";

    private final Map<String, ConfigField> fields;
    private final Map<String, JsonValue> values;

    PaymentConfig(ConfigSchema schema, Map<String, JsonValue> values) {
        this.fields =
                schema.fields().stream()
                        .collect(Collectors.toUnmodifiableMap(ConfigField::name, it -> it));
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// What the connector is called.
    public String name() {
        return requiredString(ConfigSchema.NAME);
    }

    /// How many rows a fetch brings that asks for no number of its own.
    public int pageSize() {
        return (int) integer(ConfigSchema.PAGE_SIZE).orElseThrow();
    }

    /// How long to wait before what is fetched periodically is fetched again.
    public Duration pollingPeriod() {
        return duration(ConfigSchema.POLLING_PERIOD).orElseThrow();
    }

    /// A string, a secret or a URL, if present.
    public Optional<String> string(String name) {
        return value(name, ConfigType.STRING, ConfigType.SECRET, ConfigType.URL)
                .map(it -> ((JsonString) it).getString());
    }

    /// A string, a secret or a URL that is required or has a default.
    public String requiredString(String name) {
        return string(name).orElseThrow(() -> mistake(name));
    }

    /// Whether a boolean is present and true.
    public boolean flag(String name) {
        return value(name, ConfigType.BOOLEAN).filter(it -> it == JsonValue.TRUE).isPresent();
    }

    /// An integer, if present.
    public OptionalLong integer(String name) {
        return value(name, ConfigType.INTEGER, ConfigType.UNSIGNED).stream()
                .mapToLong(ConfigValues::number)
                .findFirst();
    }

    /// A duration, if present.
    public Optional<Duration> duration(String name) {
        return value(name, ConfigType.DURATION).flatMap(Durations::of);
    }

    /// The values of all secrets, for [ProviderEndpoint#withSecrets].
    public Set<String> secrets() {
        return values.entrySet().stream()
                .filter(entry -> secret(entry.getKey()))
                .map(entry -> ((JsonString) entry.getValue()).getString())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The configuration with its secrets; parsed again it is equal to this one.
    public JsonObject json() {
        var json = JSON.createObjectBuilder();
        values.forEach(json::add);
        return json.build();
    }

    /// The configuration to be shown, with `***` for secrets.
    public JsonObject masked() {
        var json = JSON.createObjectBuilder();
        values.forEach(
                (name, value) -> json.add(name, secret(name) ? JSON.createValue(MASK) : value));
        return json.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentConfig that
                && values.equals(that.values)
                && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return masked().toString();
    }

    private boolean secret(String name) {
        return fields.get(name).type() == ConfigType.SECRET;
    }

    private Optional<JsonValue> value(String name, ConfigType... types) {
        var field = fields.get(name);
        if (field == null || !Set.of(types).contains(field.type())) {
            throw mistake(name);
        }
        return Optional.ofNullable(values.get(name));
    }

    private static IllegalArgumentException mistake(String name) {
        return new IllegalArgumentException("not such a field of the schema: " + name);
    }
}
