package dev.connectorproxy.spi.payment;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The configuration schema of a provider's connectors: the provider's own fields and those that all providers share,
/// `name`, `pageSize` (100) and `pollingPeriod` (`2m`).
public final class ConfigSchema {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_SHOWN_KEY_LENGTH = 64;
    static final String NAME = "name";
    static final String PAGE_SIZE = "pageSize";
    static final String POLLING_PERIOD = "pollingPeriod";

    /// By name, ignoring case, in alphabetical order.
    private final Map<String, ConfigField> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private ConfigSchema(int pageSize, List<ConfigField> own) {
        add(ConfigField.required(NAME, ConfigType.STRING, "What the connector is called."));
        add(
                ConfigField.optional(
                                PAGE_SIZE,
                                ConfigType.UNSIGNED,
                                "How many rows a fetch brings at most, 1 to 1000.")
                        .withDefault(String.valueOf(PageSize.check(pageSize))));
        add(
                ConfigField.optional(
                                POLLING_PERIOD,
                                ConfigType.DURATION,
                                "How long to wait before what is fetched periodically is fetched again.")
                        .withDefault("2m"));
        own.forEach(this::add);
    }

    /// The schema with these fields beside the shared ones.
    ///
    /// @throws IllegalArgumentException two fields have the same name, or a default is not a value of its type
    public static ConfigSchema of(ConfigField... own) {
        return new ConfigSchema(PageSize.DEFAULT, List.of(own));
    }

    /// The same with another default of `pageSize` than 100.
    public static ConfigSchema of(int pageSize, ConfigField... own) {
        return new ConfigSchema(pageSize, List.of(own));
    }

    /// All fields, including the shared ones, in alphabetical order.
    public List<ConfigField> fields() {
        return List.copyOf(fields.values());
    }

    /// The response body of `GET /providers/{provider}/config-schema`.
    public JsonObject json() {
        var json = JSON.createObjectBuilder();
        for (var field : fields.values()) {
            json.add(
                    field.name(),
                    JSON.createObjectBuilder()
                            .add("dataType", field.type().dataType())
                            .add("required", field.required())
                            .add("defaultValue", field.defaultValue())
                            .add("description", field.description())
                            .add("secret", field.type() == ConfigType.SECRET));
        }
        return json.build();
    }

    /// Parses a configuration that contains the connector's `name`.
    ///
    /// @throws PaymentException [PaymentError#INVALID_CONFIG]; the message names every invalid field
    public PaymentConfig parse(JsonObject config) {
        var problems = new ArrayList<Problem>();
        var values = read(config, problems);
        if (!problems.isEmpty()) {
            throw PaymentException.of(
                    PaymentError.INVALID_CONFIG,
                    problems.stream().map(Problem::text).collect(Collectors.joining("; ")));
        }
        return new PaymentConfig(this, values);
    }

    /// Parses a configuration and replaces its `name`, if any, by the given one.
    ///
    /// @throws PaymentException [PaymentError#INVALID_CONFIG]; the message names every invalid field
    public PaymentConfig parse(JsonObject config, String name) {
        return parse(withName(config, name));
    }

    /// The problems of a configuration that contains the connector's `name`; empty if it is valid.
    public List<Problem> check(JsonObject config) {
        var problems = new ArrayList<Problem>();
        read(config, problems);
        return List.copyOf(problems);
    }

    /// A copy of a configuration with another `name`.
    public static JsonObject withName(JsonObject config, String name) {
        var json = JSON.createObjectBuilder();
        config.forEach((key, value) -> {
            if (!key.equalsIgnoreCase(NAME)) {
                json.add(key, value);
            }
        });
        return json.add(NAME, name).build();
    }

    private Map<String, JsonValue> read(JsonObject config, List<Problem> problems) {
        var given = new TreeMap<String, JsonValue>();
        config.forEach((key, value) -> take(key, value, given, problems));
        var values = new LinkedHashMap<String, JsonValue>();
        for (var field : fields.values()) {
            if (problems.stream().noneMatch(problem -> problem.field().equals(field.name()))) {
                value(field, Optional.ofNullable(given.get(field.name())), problems)
                        .ifPresent(parsed -> values.put(field.name(), parsed));
            }
        }
        return values;
    }

    private void take(
            String key, JsonValue value, Map<String, JsonValue> given, List<Problem> problems) {
        var field = fields.get(key);
        if (field == null) {
            var names =
                    fields.values().stream()
                            .map(ConfigField::name)
                            .collect(Collectors.joining(", "));
            var shown = key.substring(0, Math.min(key.length(), MAX_SHOWN_KEY_LENGTH));
            problems.add(new Problem(shown, "is not known; there are " + names));
        } else if (value != JsonValue.NULL && given.put(field.name(), value) != null) {
            problems.add(new Problem(field.name(), "is given twice"));
        }
    }

    private static Optional<JsonValue> value(
            ConfigField field, Optional<JsonValue> given, List<Problem> problems) {
        var present = given.filter(it -> !ConfigValues.isBlank(it));
        if (present.isEmpty()) {
            if (field.required()) {
                problems.add(new Problem(field.name(), "is required"));
            }
            return ConfigValues.defaultOf(field);
        }
        var value =
                ConfigValues.read(field.type(), present.get()).filter(it -> inBounds(field, it));
        if (value.isEmpty()) {
            problems.add(new Problem(field.name(), "must be " + expected(field)));
        }
        return value;
    }

    private static boolean inBounds(ConfigField field, JsonValue value) {
        if (!field.name().equals(PAGE_SIZE)) {
            return true;
        }
        long size = ConfigValues.number(value);
        return size >= 1 && size <= PageSize.MAX;
    }

    private static String expected(ConfigField field) {
        return field.name().equals(PAGE_SIZE)
                ? "a whole number from 1 to " + PageSize.MAX
                : ConfigValues.expected(field.type());
    }

    private void add(ConfigField field) {
        if (!field.defaultValue().isEmpty() && ConfigValues.defaultOf(field).isEmpty()) {
            throw new IllegalArgumentException("the default of " + field.name() + " is no value");
        }
        if (fields.put(field.name(), field) != null) {
            throw new IllegalArgumentException("two fields are called " + field.name());
        }
    }

    /// A problem of one field; does not contain the field's value.
    ///
    /// @param message such as `is required`
    public record Problem(String field, String message) {

        /// Such as `validation error occurred for field apiKey: is required`.
        public String text() {
            return "validation error occurred for field " + field + ": " + message;
        }
    }
}
