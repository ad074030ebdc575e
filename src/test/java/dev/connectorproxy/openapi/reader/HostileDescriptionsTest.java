package dev.connectorproxy.openapi.reader;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Descriptions that would cost too much.
class HostileDescriptionsTest {
    private static final String USE =
            "paths: {/a: {get: {parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/S0'}}]}}}\n";

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNestingIsRefused(String start) {
        var text = "{\"swagger\": \"2.0\", \"x\": " + start.repeat(100_000);

        var refused = assertThrows(DescriptionException.class, () -> DescriptionFixture.read(text));

        assertThat(refused.getMessage(), is("api.yaml: is nested more than 200 levels deep"));
    }

    @Test
    void aliasesAreCountedAsOftenAsTheyRepeat() {
        var laughs =
                "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                        + IntStream.range(1, 12)
                                .mapToObj(i ->
                                        "a%d: &a%d [%s]\n"
                                                .formatted(
                                                        i, i, "*a%d, ".formatted(i - 1).repeat(10)))
                                .collect(Collectors.joining());

        var refused =
                assertThrows(DescriptionException.class, () -> DescriptionFixture.openApi(laughs));

        assertThat(refused.getMessage(), containsString("is too large"));
    }

    @Test
    void manyValuesAreRefused() {
        var text = "{\"swagger\": \"2.0\", \"x\": [" + "1,".repeat(2_000_000) + "1]}";

        var refused = assertThrows(DescriptionException.class, () -> DescriptionFixture.read(text));

        assertThat(refused.getMessage(), containsString("more than 1500000 values"));
    }

    @Test
    void parametersThatManyPathsRepeatAreRefused() {
        var parameters =
                IntStream.range(0, 3_000)
                        .mapToObj(i -> "{name: q%d, in: query}".formatted(i))
                        .collect(Collectors.joining(", "));
        var paths =
                IntStream.range(0, 3_000)
                        .mapToObj(i -> "  /p%d: {$ref: '#/x-item'}\n".formatted(i))
                        .collect(Collectors.joining());

        var refused =
                assertThrows(
                        DescriptionException.class,
                        () ->
                                DescriptionFixture.openApi(
                                        "x-item: {get: {}, parameters: ["
                                                + parameters
                                                + "]}\npaths:\n"
                                                + paths));

        assertThat(refused.getMessage(), containsString("its references repeat too much"));
    }

    @Test
    void referencesThatLeadToThemselvesAreReported() {
        var read =
                DescriptionFixture.openApi(
                        USE + "components: {schemas: {S0: {$ref: '#/components/schemas/S0'}}}");

        assertThat(
                read.problems(),
                hasItem(
                        "#/paths/~1a/get/parameters/0/schema: has a reference that leads to itself"));
        assertThat(read.schemas().size(), is(0));
    }

    @Test
    void aLongChainOfReferencesInPointersEnds() {
        var chain = chain(5_000, "{$ref: '#/components/schemas/S%d/x'}");

        var read = DescriptionFixture.openApi(USE + chain);

        assertThat(read.schemas().size(), is(0));
    }

    @Test
    void aSchemaThatExtendsItselfInAPropertyStaysFinite() {
        var read =
                DescriptionFixture.openApi(
                        USE
                                + """
                                components:
                                  schemas:
                                    S0: {allOf: [{$ref: '#/components/schemas/S1'}, {type: object}]}
                                    S1:
                                      properties:
                                        c: {allOf: [{$ref: '#/components/schemas/S0'}, {properties: {z: {type: string}}}]}
                                """);

        assertThat(read.schemas().toString().length(), lessThan(1_000));
        assertThat(read.schemas().toString(), containsString("#/$defs/S1"));
    }

    @Test
    void schemasThatExtendEachOtherInPropertiesAreNotNestedWithoutEnd() {
        var chain =
                chain(
                        5_000,
                        "{properties: {p: {allOf: [{$ref: '#/components/schemas/S%d'}, {required: [p]}]}}}");

        var read = DescriptionFixture.openApi(USE + chain);

        assertThat(read.operations().size(), is(1));
    }

    @Test
    void diamondsOfAllOfAreReadOnce() {
        var chain =
                chain(
                        40,
                        "{allOf: [{$ref: '#/components/schemas/S%1$d'}, {$ref: '#/components/schemas/S%1$d'}, {properties: {p%1$d: {}}}]}");

        var read = DescriptionFixture.openApi(USE + chain);

        assertThat(read.schemas().getJsonObject("S0").getJsonObject("properties").size(), is(40));
    }

    @Test
    void anExpressionThatNeverEndsIsKeptAndNotTriedToTheEnd() {
        var schema =
                DescriptionFixture.schema(
                        "{type: string, pattern: '^(a|aa)+(\\1)?c$', example: "
                                + "a".repeat(60)
                                + "!}");

        assertThat(schema.getString("pattern"), is("^(a|aa)+(\\1)?c$"));
    }

    @Test
    void numbersThatCannotBeCalculatedWithAreTexts() {
        var read =
                DescriptionFixture.read(
                        "{\"openapi\": \"3.0.0\", \"paths\": {\"/a\": {\"get\": {\"parameters\": [{\"name\": \"q\", \"in\": \"query\","
                                + "\"schema\": {\"type\": \"integer\", \"default\": 1e999999999, \"maximum\": "
                                + "9".repeat(5_000)
                                + "}}]}}}}");

        assertThat(
                read.operations().getFirst().parameters().getFirst().schema(),
                is(DescriptionFixture.json("{'type': 'integer'}")));
    }

    private static String chain(int length, String schema) {
        return "components:\n  schemas:\n"
                + IntStream.range(0, length)
                        .mapToObj(i -> "    S%d: %s\n".formatted(i, schema.formatted(i + 1)))
                        .collect(Collectors.joining())
                + "    S%d: {type: object}\n".formatted(length);
    }
}
