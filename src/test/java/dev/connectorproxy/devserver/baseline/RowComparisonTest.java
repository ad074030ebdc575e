package dev.connectorproxy.devserver.baseline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowComparisonTest {
    @ParameterizedTest(name = "{0} -> {1} without {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'a':1}               | {'a':2}               | -      | [{'field':'a','before':1,'after':2}]
                    {'a':1}               | {'a':2}               | a      | -
                    {'a':1}               | {'a':2}               | k.a    | -
                    {'a':1}               | {'a':2}               | x.a    | [{'field':'a','before':1,'after':2}]
                    {'r':{'x':1,'y':1}}   | {'r':{'x':2,'y':2}}   | r.x    | [{'field':'r.y','before':1,'after':2}]
                    {'r':{'x':1}}         | {'r':{'x':2}}         | r      | -
                    {'l':[1,2]}           | {'l':[2]}             | -      | [{'field':'l','before':[1,2],'after':[2]}]
                    {}                    | {'a':1}               | -      | [{'field':'a','before':null,'after':1}]
                    {'a':null}            | {}                    | -      | -
                    """)
    void fieldsAreCompared(String before, String after, String ignored, String fields) {
        var comparison = new RowComparison(List.of(ignored)).of(row(before), row(after));

        var modified =
                comparison.getJsonObject("kinds").getJsonObject("k").getJsonArray("modified");
        var shown =
                modified.isEmpty()
                        ? "-"
                        : modified.getJsonObject(0).getJsonArray("fields").toString();
        assertThat(shown.replace('"', '\''), is(fields));
    }

    private static JsonObject row(String json) {
        return JsonBodyReader.parse(("{'k':{'1':" + json + "}}").replace('\'', '"')).asJsonObject();
    }
}
