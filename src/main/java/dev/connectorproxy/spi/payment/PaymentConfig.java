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

/// A valid configuration of a [ConfigSchema], with defaults filled in and keys as spelled in the schema. Immutable.
/// Fields are read by the names of the schema; an unknown name, or a field of another type, is a bug of the provider
/// and throws [IllegalArgumentException].
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

    /// The name of the connector.
    public String name() {
        return requiredString(ConfigSchema.NAME);
    }

    /// The page size of a fetch that does not request one.
    public int pageSize() {
        return (int) integer(ConfigSchema.PAGE_SIZE).orElseThrow();
    }

    /// The period of polling.
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
        return string(name).orElseThrow(() -> unknownField(name));
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

    /// The values of all secrets, which must not occur in messages and logs.
    public Set<String> secrets() {
        return values.entrySet().stream()
                .filter(entry -> isSecret(entry.getKey()))
                .map(entry -> ((JsonString) entry.getValue()).getString())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The configuration including its secrets; parsing it again gives an equal configuration.
    public JsonObject json() {
        return JSON.createObjectBuilder(values).build();
    }

    /// The configuration for display, with `***` for secrets.
    public JsonObject masked() {
        var json = JSON.createObjectBuilder();
        values.forEach(
                (name, value) -> json.add(name, isSecret(name) ? JSON.createValue(MASK) : value));
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

    private boolean isSecret(String name) {
        return fields.get(name).type() == ConfigType.SECRET;
    }

    private Optional<JsonValue> value(String name, ConfigType... types) {
        var field = fields.get(name);
        if (field == null || !Set.of(types).contains(field.type())) {
            throw unknownField(name);
        }
        return Optional.ofNullable(values.get(name));
    }

    private static IllegalArgumentException unknownField(String name) {
        return new IllegalArgumentException("not such a field of the schema: " + name);
    }
}
