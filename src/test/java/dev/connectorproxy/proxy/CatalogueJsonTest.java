package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import dev.connectorproxy.spi.ParameterDetails.Visibility;
import dev.connectorproxy.spi.ParameterType;
import dev.connectorproxy.spi.SetupField;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueJsonTest {
    private static final Parameter TOKEN =
            Parameter.required("token", ParameterType.STR, "A token.")
                    .withDetails(
                            ParameterDetails.ofLabel("Token")
                                    .withFormat("uuid")
                                    .inGroup("Login")
                                    .asSecret()
                                    .withExample("x-1")
                                    .as(Visibility.ADVANCED));
    private static final ConnectorInfo SHOP =
            new ConnectorInfo("Shop", "Orders.", "cart", "https://shop.example/docs")
                    .withConfigFields(
                            SetupField.password("key", "SHOP_KEY", "Key")
                                    .withLength(2, 9)
                                    .withHelp("In its settings.")
                                    .filling("token"),
                            SetupField.text("mail", "SHOP_MAIL", "Mail")
                                    .withFormat("email")
                                    .asOptional());

    private record Fixed(CommandSpec spec) implements Command {
        @Override
        public CommandResult execute(Arguments arguments, Call call) {
            return CommandResult.Done.of(JsonValue.NULL);
        }
    }

    private static JsonObject entry(CommandSpec spec, ConnectorInfo info, boolean schemas) {
        var id = new CommandId("shop", spec.name());
        return CatalogueJson.of(new RegisteredCommand(id, spec, new Fixed(spec), info), schemas);
    }

    private static CommandSpec spec(Parameter... parameters) {
        return new CommandSpec("Buy", "Buys.", List.of(parameters), List.of("SoldOut"));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    private static JsonObject schema(Parameter parameter) {
        return entry(spec(parameter), ConnectorInfo.NONE, true)
                .getJsonObject("inputSchema")
                .getJsonObject("properties")
                .getJsonObject(parameter.id());
    }

    @Test
    void whatSaysNothingIsLeftOut() {
        var entry =
                entry(
                        spec(Parameter.optional("id", ParameterType.ANY, "An id.")),
                        ConnectorInfo.NONE,
                        false);

        assertThat(
                List.copyOf(entry.keySet()), contains("id", "parameters", "description", "errors"));
        assertThat(
                entry.getJsonArray("parameters").get(0),
                is(json("{'id':'id','type':'any','required':false,'description':'An id.'}")));
    }

    @Test
    void detailsFollowTheFieldsOfTheProtocol() {
        var spec =
                spec(TOKEN)
                        .withDetails(
                                new CommandDetails(
                                        "Buy it", Optional.empty(), Optional.empty(), List.of()));

        var entry = entry(spec, SHOP, false);

        assertThat(
                entry.getJsonArray("parameters").get(0).toString(),
                is(
                        json("{'id':'token','type':'str','required':true,'description':'A token.','label':'Token','format':'uuid','group':'Login','secret':true,'example':'x-1','visibility':'advanced','configField':'key'}")
                                .toString()));
        assertThat(entry.getString("summary"), is("Buy it"));
        assertThat(
                entry.getJsonObject("connector").toString(),
                is(
                        json("{'name':'Shop','description':'Orders.','icon':'cart','docsUrl':'https://shop.example/docs','configFields':[{'id':'key','label':'Key','type':'password','required':true,'minLength':2,'maxLength':9,'secretKey':'SHOP_KEY','helpText':'In its settings.'},{'id':'mail','label':'Mail','type':'text','required':false,'format':'email','secretKey':'SHOP_MAIL'}]}")
                                .toString()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    STR         | {'type':'string'}
                    TEXTUAL     | {'type':['string','number']}
                    TEXT_LIST   | {'type':['string','array'],'items':{'type':'string'}}
                    INT         | {'type':'integer','minimum':-2147483648,'maximum':2147483647}
                    INTEGER     | {'type':'integer'}
                    LENIENT_INT | {'type':'integer','minimum':-2147483648,'maximum':2147483647}
                    NUMERIC     | {'type':['integer','string'],'pattern':'^[0-9]{1,9}$'}
                    BOOL        | {'type':'boolean'}
                    TRUTHY      | {'type':'boolean'}
                    STRUCTURED  | {'type':['object','array']}
                    ANY         | {}
                    """,
            delimiter = '|')
    void aTypeBecomesASchema(ParameterType type, String expected) {
        assertThat(schema(Parameter.optional("a", type, "")), is(json(expected)));
    }

    @Test
    void theSchemaOfAParameterHasItsDetails() {
        var parameter =
                Parameter.optional("size", ParameterType.STR, "How large.")
                        .oneOf("s", "m")
                        .withDefault(Json.createValue("m"));

        assertThat(
                schema(parameter),
                is(
                        json(
                                "{'type':'string','description':'How large.','default':'m','enum':['s','m']}")));
        assertThat(
                schema(TOKEN),
                is(
                        json(
                                "{'type':'string','title':'Token','description':'A token.','format':'uuid','writeOnly':true,'examples':['x-1']}")));
    }

    @Test
    void aStrictCommandTakesNoOtherArguments() {
        var to = Parameter.required("to", ParameterType.TEXT_LIST, "");

        var strict = entry(spec(TOKEN, to).asStrict(), SHOP, true).getJsonObject("inputSchema");
        var liberal = entry(spec(to), SHOP, true).getJsonObject("inputSchema");

        assertThat(strict.getBoolean("additionalProperties"), is(false));
        assertThat(strict.get("required"), is(Json.createArrayBuilder().add("token").build()));
        assertThat(
                List.copyOf(strict.getJsonObject("properties").keySet()),
                contains("token", "to", "errors"));
        assertThat(liberal.getBoolean("additionalProperties"), is(true));
        assertThat(liberal.containsKey("required"), is(false));
    }

    @Test
    void aCommandMayHaveSchemasOfItsOwn() {
        var input = json("{'type':'object','properties':{'token':{'minLength':3}}}");
        var output = json("{'type':'array'}");
        var spec =
                spec(TOKEN)
                        .withDetails(
                                new CommandDetails(
                                        "", Optional.of(input), Optional.of(output), List.of()));

        var entry = entry(spec, SHOP, true);

        assertThat(entry.get("outputSchema"), is(output));
        var properties = entry.getJsonObject("inputSchema").getJsonObject("properties");
        assertThat(properties.get("token"), is(json("{'minLength':3}")));
        assertThat(properties.containsKey("errors"), is(true));
        assertThat(entry(spec(TOKEN), SHOP, true).containsKey("outputSchema"), is(false));
        assertThat(entry(spec, SHOP, false).containsKey("inputSchema"), is(false));
    }
}
