package dev.connectorproxy.devserver.schema;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Schemas of what was seen, and which changes of them break a program that reads it.
class SchemaComparisonTest {
    @Test
    void aSchemaHasTypesFormatsAndWhatIsRequired() {
        var schema =
                schema(
                        "{'id':1,'at':'2026-01-02T03:04:05Z','tags':['a'],'none':null}",
                        "{'id':2.5,'at':'2026-01-02T03:04:05.678+01:00','tags':[],'more':{'x':true}}");

        assertThat(
                schema.toString().replace('"', '\''),
                is(
                        "{'type':'object','properties':{"
                                + "'at':{'type':'string','format':'date-time'},"
                                + "'id':{'type':'number'},"
                                + "'more':{'type':'object','properties':{'x':{'type':'boolean'}},'required':['x']},"
                                + "'none':{'type':'null'},"
                                + "'tags':{'type':'array','items':{'type':'string'}}},"
                                + "'required':['at','id','tags']}"));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'a':1}              | {'a':1,'b':2}   | $.b added false
                    {'a':1,'b':2}        | {'a':1}         | $.b removed true
                    {'a':1}              | {'a':1.5}       | $.a type integer is now number true
                    {'a':1.5}            | {'a':1}         | $.a type number is now integer false
                    {'a':1}              | {'a':null}      | $.a type integer is now null true
                    {'a':'2026-01-02'}   | {'a':'soon'}    | $.a format date is now none true
                    {'a':'soon'}         | {'a':'2026-01-02'} | $.a format none is now date false
                    [{'a':1}]            | [{'a':'x'}]     | $[].a type integer is now string true
                    {'a':[{'b':1}]}      | {'a':[{}]}      | $.a[].b removed true
                    """)
    void eachChangeIsBreakingOrCompatible(String before, String after, String change) {
        var changes = SchemaComparison.of(schema(before), schema(after));

        assertThat(
                changes.stream()
                        .map(one -> one.path() + " " + one.change() + " " + one.breaking())
                        .toList(),
                contains(change));
    }

    @Test
    void whatIsMissingAtTimesIsNoLongerRequired() {
        var always = schema("{'a':1}", "{'a':1}");
        var atTimes = schema("{'a':1}", "{}");

        assertThat(breaking(SchemaComparison.of(always, atTimes)), contains(true));
        assertThat(breaking(SchemaComparison.of(atTimes, always)), contains(false));
        assertThat(breaking(SchemaComparison.of(atTimes, schema("{}"))), contains(false));
        assertThat(SchemaComparison.of(atTimes, atTimes), is(empty()));
    }

    private static List<Boolean> breaking(List<SchemaComparison.Change> changes) {
        return changes.stream().map(SchemaComparison.Change::breaking).toList();
    }

    private static JsonObject schema(String... values) {
        var type = new SeenType();
        for (var value : values) {
            type.add(JsonBodyReader.parse(value.replace('\'', '"')));
        }
        return type.toJson();
    }
}
