package dev.connectorproxy.declarative.request;

import static dev.connectorproxy.declarative.request.Operations.object;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.complexity.CpuClock;
import dev.connectorproxy.complexity.LinearTime;
import jakarta.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Schemas, and values of callers, with which a validation would take any time.
class SchemaValidationTimeTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'items':{'pattern':'^(x)?(a|a)*\\\\1$'}}",
                "{'items':{'propertyNames':{'pattern':'^(x)?(a|a)*\\\\1$'}}}",
                "{'items':{'propertyNames':{'pattern':'a*a*a*b'}}}",
                "{'items':{'patternProperties':{'a*a*a*b':false}}}",
                "{'items':{'patternProperties':{'^[a-z]+$':{'type':'null'}},'additionalProperties':false}}"
            })
    void takesLinearTimeForManyValues(String schema) {
        var validator = SchemaValidator.of(object(schema), object("{}"));
        var element = "a".repeat(60) + "!";
        var time = new LinearTime(CpuClock.CURRENT_THREAD);

        time.check(
                schema,
                length -> {
                    var list = Json.createArrayBuilder();
                    for (int i = 0; i < 1 + length / 62; i++) {
                        list.add(
                                schema.startsWith("{'items':{'pattern':")
                                        ? Json.createValue(element)
                                        : Json.createObjectBuilder().add(element, 1).build());
                    }
                    var value = list.build();
                    return () -> validator.validate(value);
                });

        time.assertNone();
    }

    /// They take all threads that virtual threads run on, unless they compute elsewhere.
    @Test
    void longValidationsOfShortValuesKeepNobodyElseFromRunning() throws Exception {
        var list = Json.createArrayBuilder();
        IntStream.range(0, 1_500).forEach(_ -> list.add("a".repeat(60) + "!"));
        var value = list.build();
        var validator =
                SchemaValidator.of(
                        object("{'items':{'pattern':'^(x)?(a|a)*\\\\1$'}}"), object("{}"));
        var running = new Semaphore(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Object> validation =
                    () -> {
                        running.release();
                        return validator.validate(value);
                    };
            var all = Stream.generate(() -> threads.submit(validation)).limit(64).toList();
            running.acquire(64);

            threads.submit(() -> {}).get();

            assertThat(all.stream().allMatch(Future::isDone), is(false));
        }
    }

    @Test
    void aNameOfManyCharactersIsMatchedInLinearTime() {
        var schemas =
                List.of(
                        "{'patternProperties':{'a*a*a*b':false}}",
                        "{'patternProperties':{'a+b':false}}",
                        "{'propertyNames':{'pattern':'a*a*a*b'}}");
        var time = new LinearTime(CpuClock.CURRENT_THREAD);

        for (var schema : schemas) {
            var validator = SchemaValidator.of(object(schema), object("{}"));
            time.check(
                    schema,
                    length -> {
                        var value = Json.createObjectBuilder().add("a".repeat(length), 1).build();
                        return () -> validator.validate(value);
                    });
        }

        time.assertNone();
    }
}
