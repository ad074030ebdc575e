package dev.connectorproxy.importer.sample;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSamplesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'string','minLength':9}",
                "{'type':'string','maxLength':2}",
                "{'type':'string','pattern':'^[A-Z]{2}[0-9]{6,8}$'}",
                "{'type':'string','pattern':'^(foo|bar)-\\\\d+(\\\\.\\\\w*)?$','minLength':12}",
                "{'type':'string','enum':['b','a']}",
                "{'const':7}",
                "{'type':'integer','minimum':5,'maximum':5}",
                "{'type':'integer','exclusiveMinimum':5,'multipleOf':4}",
                "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':0.25}",
                "{'type':'integer','maximum':-3}",
                "{'type':['null','boolean']}",
                "{'type':'array','items':{'type':'string'},'minItems':3,'uniqueItems':true}",
                "{'type':'array','prefixItems':[{'type':'integer'},{'type':'string'}],'minItems':2}",
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a','b']}",
                "{'type':'object','minProperties':2,'additionalProperties':{'type':'integer'}}",
                "{'type':'object','maxProperties':1,'properties':{'a':{},'b':{}}}",
                "{'allOf':[{'required':['a']},{'properties':{'a':{'type':'integer','minimum':3}}},{'properties':{'a':{'maximum':3}}}]}",
                "{'oneOf':[{'type':'object','required':['a'],'properties':{'a':{'type':'string'}},'additionalProperties':false},{'type':'string'}]}",
                "{'oneOf':[{'type':'number'},{'type':'integer'},{'type':'string'}]}",
                "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},'anyOf':[{'required':['a']},{'required':['b']}]}",
                "{'allOf':[{'enum':['a','b']},{'enum':['b','c']}]}"
            })
    void makesAValueThatItsSchemaAccepts(String schema) {
        var value = sample(schema, "{}");

        assertThat(
                schema + " " + value,
                value.filter(made -> accepts(json(schema), made)).isPresent(),
                is(true));
    }

    @Test
    void takesTheExampleIfItIsValid() {
        var schema = "{'type':'object','properties':{'id':{'type':'integer'}},'example':{'id':42}}";

        assertThat(sample(schema, "{}"), is(Optional.of(json("{'id':42}"))));
    }

    @Test
    void doesNotTakeAnExampleThatItsSchemaRefuses() {
        var schema =
                "{'type':'object','properties':{'id':{'type':'integer'}},'example':{'id':'x'}}";

        assertThat(sample(schema, "{}"), is(Optional.of(json("{'id':1}"))));
    }

    @Test
    void leavesOutWhatIsReadOnlyInARequest() {
        var schema =
                "{'properties':{'id':{'type':'integer','readOnly':true},'name':{'type':'string'}},'required':['id','name']}";

        assertThat(sample(schema, "{}"), is(Optional.of(json("{'name':'text'}"))));
    }

    @Test
    void endsCircularSchemasWhereTheyRepeat() {
        var defs =
                "{'Node':{'type':'object','properties':{'name':{'type':'string'},'parent':{'$ref':'#/$defs/Node'},'children':{'type':'array','items':{'$ref':'#/$defs/Node'}}}}}";

        assertThat(
                sample("{'$ref':'#/$defs/Node'}", defs),
                is(Optional.of(json("{'name':'text','children':[]}"))));
    }

    @Test
    void hasNoValueForASchemaThatRequiresItself() {
        var defs =
                "{'Node':{'type':'object','properties':{'next':{'$ref':'#/$defs/Node'}},'required':['next']}}";

        assertThat(sample("{'$ref':'#/$defs/Node'}", defs), is(Optional.empty()));
    }

    @Test
    void makesAFileOfBinaryText() {
        var file = sample("{'type':'string','format':'binary'}", "{}");

        assertThat(
                file.toString(),
                is("Optional[\"data:text/plain;name=sample.txt;base64,c2FtcGxl\"]"));
    }

    private static Optional<JsonValue> sample(String schema, String defs) {
        return new SchemaSamples(json(defs), SchemaSamplesTest::accepts, true)
                .of(json(schema), Optional.empty());
    }

    private static boolean accepts(JsonObject schema, JsonValue value) {
        return new ValidatorFactory()
                .withDialect(new Dialects.Draft2020Dialect())
                .withJsonNodeFactory(new JakartaJsonNode.Factory())
                .validate(schema, value)
                .isValid();
    }

    private static JsonObject json(String text) {
        return JsonProvider.provider()
                .createReader(new StringReader(text.replace('\'', '"')))
                .readObject();
    }
}
