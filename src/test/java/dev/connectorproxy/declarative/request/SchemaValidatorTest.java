package dev.connectorproxy.declarative.request;

import static dev.connectorproxy.declarative.request.Operations.json;
import static dev.connectorproxy.declarative.request.Operations.object;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaValidatorTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'type':'string'} | 5 | must be string (type)
                    {'type':'integer'} | 5.5 | must be integer (type)
                    {'type':'number'} | 5 |
                    {'type':'integer'} | 5.0 |
                    {'type':['string','null']} | true | must be null or string (type)
                    {'enum':['a','b']} | 'c' | must be one of "a", "b" (enum)
                    {'enum':[1.50]} | 1.5 |
                    {'const':{'a':[1]}} | {'a':[1.0]} |
                    {'const':1} | 2 | must be 1 (const)
                    {'maximum':5} | 6 | must be at most 5 (maximum)
                    {'exclusiveMinimum':5} | 5 | must be greater than 5 (exclusiveMinimum)
                    {'multipleOf':0.01} | 1.005 | must be a multiple of 0.01 (multipleOf)
                    {'maxLength':3} | 'four' | must have at most 3 characters (maxLength)
                    {'minLength':1} | '' | must have at least 1 characters (minLength)
                    {'pattern':'^[a-z]+$'} | 'A1' | must match the pattern ^[a-z]+$ (pattern)
                    {'minItems':1} | [] | must have at least 1 elements (minItems)
                    {'uniqueItems':true} | [1,{'a':1},{'a':1.0}] | must not have the same element twice (uniqueItems)
                    {'required':['b']} | {'a':1} | must have the property b (required)
                    {'properties':{'a':{'type':'string'}},'required':['b']} | {'a':1} | must be string (type, at /a)
                    {'properties':{'a':{'items':{'type':'integer'}}}} | {'a':[1,'2']} | must be integer (type, at /a/1)
                    {'properties':{'a':{}},'additionalProperties':false} | {'a':1,'b':2} | is not allowed (additionalProperties, at /b)
                    {'properties':{'a/b~':{'type':'string'}}} | {'a/b~':1} | must be string (type, at /a~1b~0)
                    {'anyOf':[{'type':'string'},{'type':'integer'}]} | 1.5 | must be string or integer (type)
                    {'oneOf':[{'type':'string'},{'maximum':3}]} | 5 | must match one of the alternatives (oneOf)
                    {'oneOf':[{'type':'integer'},{'maximum':3}]} | 2 | must match only one of the alternatives (oneOf)
                    {'anyOf':[{'type':'string'},{'properties':{'a':{'type':'string'}}}]} | {'a':1} | must be string (type, at /a)
                    {'not':{'type':'string'}} | 'x' | must not match the schema (not)
                    {'if':{'required':['a']},'then':{'required':['b']}} | {'a':1} | must have the property b (required)
                    {'propertyNames':{'maxLength':1}} | {'ab':1} | must have at most 1 characters (maxLength)
                    {'patternProperties':{'^x-':{'type':'string'}},'additionalProperties':false} | {'x-a':1} | must be string (type, at /x-a)
                    {'patternProperties':{'^x-':{}},'additionalProperties':false} | {'y':1} | is not allowed (additionalProperties, at /y)
                    {'dependentRequired':{'a':['b']}} | {'a':1} | must have the property b (dependentRequired)
                    """)
    void reportsTheMostSpecificProblem(String schema, String value, String problem) {
        assertThat(problem(schema, value), is(problem == null ? "" : problem));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'type':'string','format':'date-time'} | 'yesterday'
                    {'type':'string','format':'binary','maxLength':3} | 'data:text/plain;base64,aGVsbG8='
                    {'type':'string','format':'byte','pattern':'^$'} | 'data:text/plain;base64,aGVsbG8='
                    {'properties':{'id':{'readOnly':true}},'required':['id']} | {}
                    {'allOf':[{'properties':{'id':{'$ref':'#/$defs/Id'}}}],'required':['id']} | {}
                    {'$ref':'https://elsewhere.example/schema.json'} | 1
                    {'$ref':'#/$defs/Missing'} | 1
                    {'$ref':'#/$defs/Loop'} | 1
                    {'$id':'not a uri','$schema':'https://elsewhere.example/','type':'integer'} | 1
                    {'type':'file'} | 1
                    {'pattern':'('} | 'x'
                    {'multipleOf':0} | 1
                    {'patternProperties':{'^(ab)+$':{}},'additionalProperties':false} | {'ab':1,'c':2}
                    {'patternProperties':{'^x-':{'type':'string'}},'additionalProperties':false} | {'x-a':'b'}
                    {'maxLength':'many'} | 'x'
                    {'type':'object','properties':{'$ref':{'type':'integer'},'enum':{},'$id':{}}} | {'$ref':1,'enum':2}
                    {'example':{'$id':'a b'},'default':{'type':'x'},'enum':[{'$id':'a b'}]} | {'$id':'a b'}
                    """)
    void acceptsWhatTheTargetHasToDecide(String schema, String value) {
        assertThat(problem(schema, value), is(""));
    }

    @Test
    void followsReferencesToNamedSchemasThatReferToThemselves() {
        var schema = "{'$ref':'#/$defs/Tree~1Node'}";

        assertThat(problem(schema, "{'left':{'left':{}}}"), is(""));
        assertThat(
                problem(schema, "{'left':{'left':{'left':1}}}"),
                is("must be object (type, at /left/left/left)"));
    }

    @Test
    void quotesNoValue() {
        var canary = "s3cr3t-canary";
        for (var schema :
                new String[] {
                    "{'maxLength':1}",
                    "{'pattern':'^$'}",
                    "{'enum':['a']}",
                    "{'const':'a'}",
                    "{'type':'integer'}",
                    "{'anyOf':[{'maxLength':1},{'pattern':'x'}]}"
                }) {
            assertThat(problem(schema, "'" + canary + "'"), not(containsString(canary)));
        }
    }

    @Test
    void namesTheParameter() {
        var validator = SchemaValidator.of(object("{'type':'integer'}"), object("{}"));

        var failure =
                assertThrows(
                        ConnectorException.class, () -> validator.require("page", json("'x'")));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), is("parameter 'page' must be integer (type)"));
    }

    @Test
    void endsForPatternsAndSchemasThatTakeExponentialTime() {
        var text = "'" + "a".repeat(60) + "!'";

        assertThat(problem("{'pattern':'^(x)?(a|a)*\\\\1$'}", text), is(""));
        assertThat(problem("{'$ref':'#/$defs/Exponential'}", nested(60)), is(""));
    }

    @Test
    void refusesWhatWouldTakeLongToCompute() {
        assertThat(
                problem("{'minimum':1}", "1e1000000"),
                is("has a number whose exponent is too large"));
        assertThat(problem("{'minimum':1}", nested(102)), is("is nested more than 100 levels"));
    }

    @Test
    void endsWhenTheDeadlinePasses() {
        Thread.currentThread().interrupt();
        try {
            var failure =
                    assertThrows(
                            ConnectorException.class,
                            () -> problem("{'$ref':'#/$defs/Exponential'}", nested(60)));
            assertThat(failure.code(), is("ReadTimeout"));
        } finally {
            assertThat(Thread.interrupted(), is(true));
        }
    }

    @Test
    void comparesAllElementsOfALongList() {
        var list = Json.createArrayBuilder();
        IntStream.range(0, 50_000).forEach(list::add);
        var validator =
                SchemaValidator.of(
                        object("{'uniqueItems':true,'items':{'type':'integer'}}"), object("{}"));

        assertThat(validator.validate(list.build()).isEmpty(), is(true));
    }

    @Test
    void isCompiledOnceForManyThreads() throws Exception {
        var validator = SchemaValidator.of(object("{'$ref':'#/$defs/Tree~1Node'}"), DEFS);
        Callable<Boolean> valid = () -> validator.validate(json("{'left':{}}")).isEmpty();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var result : threads.invokeAll(Collections.nCopies(50, valid))) {
                assertThat(result.get(), is(true));
            }
        }
    }

    private static final JsonObject DEFS =
            object(
                    """
                    {'Id':{'type':'string','readOnly':true},
                     'Loop':{'allOf':[{'$ref':'#/$defs/Loop2'}]},
                     'Loop2':{'anyOf':[{'$ref':'#/$defs/Loop'},{'type':'integer'}]},
                     'Tree/Node':{'type':'object','properties':{'left':{'$ref':'#/$defs/Tree~1Node'}}},
                     'Exponential':{'anyOf':[{'items':{'$ref':'#/$defs/Exponential'},'maxItems':0},
                                             {'items':{'$ref':'#/$defs/Exponential'},'maxItems':0}]}}
                    """);

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String problem(String schema, String value) {
        JsonValue parsed = json(value);
        return SchemaValidator.of(object(schema), DEFS).validate(parsed).orElse("");
    }
}
