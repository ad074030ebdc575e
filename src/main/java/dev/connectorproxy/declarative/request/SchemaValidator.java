package dev.connectorproxy.declarative.request;

import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.harrel.jsonschema.SchemaResolver;
import dev.harrel.jsonschema.SimpleType;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Validates values against one schema (JSON Schema 2020-12). The schema is compiled when the first value is validated. Thread-safe.
///
/// `format` restricts nothing, files and base64 texts may be data URLs, read-only properties are not required, and no reference is
/// followed but those to named schemas of the description. What the description has malformed restricts nothing either. A value
/// may be nested up to 100 levels. A validation that takes too many steps ends as if the value were valid: the target decides.
public final class SchemaValidator {
    private static final long FEW_STEPS = 50_000;
    private static final long MIN_STEPS = 1_000_000;
    private static final long STEPS_PER_NODE = 50;
    private static final URI ROOT = URI.create("urn:connector-proxy:schema");

    private final JsonObject schema;
    private final JsonObject schemas;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Check check; // null until the first value

    private SchemaValidator(JsonObject schema, JsonObject schemas) {
        this.schema = schema;
        this.schemas = schemas;
    }

    /// @param schemas the named schemas of the description
    public static SchemaValidator of(JsonObject schema, JsonObject schemas) {
        return new SchemaValidator(schema, schemas);
    }

    /// What is wrong with the value, as `must be integer (type, at /items/0)`; empty if it is valid. It says what is expected and where,
    /// as a JSON pointer, and does not hold the value. Of several problems it is the most specific one.
    ///
    /// @throws ConnectorException `ReadTimeout`: the thread was interrupted
    public Optional<String> validate(JsonValue value) {
        return compiled().problem(value);
    }

    /// Refuses a value that is not valid.
    ///
    /// @param parameter for the message
    /// @throws ConnectorException `InvalidParameters`, `ReadTimeout`
    public void require(String parameter, JsonValue value) {
        validate(value)
                .ifPresent(problem -> {
                    throw Refusals.parameter(parameter, problem);
                });
    }

    /// A compiled schema.
    private interface Check {
        Optional<String> problem(JsonValue value);
    }

    private Check compiled() {
        var compiled = check;
        if (compiled != null) {
            return compiled;
        }
        lock.lock();
        try {
            if (check == null) {
                check = compile();
            }
            return check;
        } finally {
            lock.unlock();
        }
    }

    private Check compile() {
        var prepared = new SchemaPreparation(new SchemaLookup(schemas)).prepare(schema);
        if (prepared.isEmpty()) {
            return _ -> Optional.empty();
        }
        if (prepared.size() == 1 && prepared.get("type") instanceof JsonString type) {
            return value -> typeProblem(type.getString(), value);
        }
        var validator =
                new ValidatorFactory()
                        .withJsonNodeFactories(
                                new JakartaJsonNode.Factory(), new ValueNode.Factory())
                        .withEvaluatorFactory(new OwnKeywords())
                        .withMessageProvider(new Expectations())
                        .withSchemaResolver(_ -> SchemaResolver.Result.empty())
                        .withDisabledSchemaValidation(true)
                        .createValidator();
        validator.registerSchema(ROOT, prepared);
        return value -> problem(validator, value);
    }

    /// The most frequent schemas need no library.
    private static Optional<String> typeProblem(String type, JsonValue value) {
        var actual = ValueNode.type(value);
        boolean valid =
                actual.getName().equals(type)
                        || actual == SimpleType.INTEGER && type.equals("number");
        return valid ? Optional.empty() : Optional.of("must be " + type + " (type)");
    }

    private static Optional<String> problem(Validator validator, JsonValue value) {
        var size = ValueSize.of(value);
        if (size.isTooDeep()) {
            return Optional.of("is nested more than %d levels".formatted(ValueSize.MAX_DEPTH));
        }
        if (size.hasHugeNumber()) {
            return Optional.of("has a number whose exponent is too large");
        }
        try {
            return ComputePool.run(
                    size.characters(), () -> problem(validator, value, new StepLimit(FEW_STEPS)));
        } catch (StepLimit.ExceededException _) {
            return ComputePool.run(
                    Long.MAX_VALUE, // the schema, not the value, makes it long
                    () -> longProblem(validator, value, size));
        }
    }

    private static Optional<String> longProblem(
            Validator validator, JsonValue value, ValueSize size) {
        var steps =
                new StepLimit(MIN_STEPS + STEPS_PER_NODE * size.nodes() + 10 * size.characters());
        try {
            return problem(validator, value, steps);
        } catch (StepLimit.ExceededException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> problem(Validator validator, JsonValue value, StepLimit steps) {
        var result = validator.validate(ROOT, ValueNode.root(value, steps));
        return result.isValid()
                ? Optional.empty()
                : Optional.of(SchemaProblem.of(result.getErrors()));
    }
}
