package dev.connectorproxy.openapi.reader;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Schemas of all versions as JSON Schema 2020-12.
class SchemaConversionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: string, nullable: true}                     | {'type': ['string', 'null']}",
                "{type: string, x-nullable: true, enum: [a]}        | {'type': ['string', 'null'], 'enum': ['a', null]}",
                "{oneOf: [{type: string}], nullable: true}          | {'oneOf': [{'type': 'string'}, {'type': 'null'}]}",
                "{minimum: 1, exclusiveMinimum: true}               | {'exclusiveMinimum': 1}",
                "{maximum: 1, exclusiveMaximum: false}              | {'maximum': 1}",
                "{exclusiveMinimum: true}                           | {}",
                "{exclusiveMinimum: 3}                              | {'exclusiveMinimum': 3}",
                "{type: file}                                       | {'format': 'binary', 'type': 'string'}",
                "{type: int}                                        | {'type': 'integer'}",
                "{type: date time}                                  | {'format': 'date-time', 'type': 'string'}",
                "{type: String}                                     | {'type': 'string'}",
                "{type: [string, 'null']}                           | {'type': ['string', 'null']}",
                "{type: nonsense}                                   | {}",
                "{properties: {a: {}}}                              | {'properties': {'a': {}}, 'type': 'object'}",
                "{items: [{type: string}]}                          | {'items': {'type': 'string'}, 'type': 'array'}",
                "{type: integer, default: '10'}                     | {'type': 'integer', 'default': 10}",
                "{type: integer, default: ten}                      | {'type': 'integer'}",
                "{type: string, default: 10}                        | {'type': 'string', 'default': '10'}",
                "{type: string, enum: [1, 2, 1]}                    | {'type': 'string', 'enum': ['1', '2']}",
                "{enum: [A, B], default: b}                         | {'enum': ['A', 'B'], 'default': 'B'}",
                "{enum: [A, B], default: c}                         | {'enum': ['A', 'B']}",
                "{enum: []}                                         | {}",
                "{type: string, pattern: '/^a$/'}                   | {'type': 'string', 'pattern': '^a$'}",
                "{type: string, pattern: '['}                       | {'type': 'string'}",
                "{type: string, pattern: yyyy-MM-dd}                | {'type': 'string'}",
                "{type: string, pattern: '^a$', example: b}         | {'type': 'string', 'examples': ['b']}",
                "{minLength: -1, maxLength: '5'}                    | {'maxLength': 5}",
                "{multipleOf: 0}                                    | {}",
                "{example: 1, discriminator: {}, xml: {}, x-any: 1} | {'examples': [1]}",
                "{type: integer, example: x}                        | {'type': 'integer'}",
                "{x-ms-summary: Label, title: Other}                | {'x-ms-summary': 'Label', 'title': 'Label'}",
                "{title: Other, x-ms-summary: Label}                | {'x-ms-summary': 'Label', 'title': 'Label'}",
                "{contentEncoding: base64}                          | {'contentEncoding': 'base64', 'format': 'byte'}",
                "{additionalProperties: false}                      | {'additionalProperties': false}",
                "{anyOf: []}                                        | {}",
                "{properties: {a: {required: true}}}                | {'properties': {'a': {}}, 'required': ['a'], 'type': 'object'}",
                "{properties: {a: {}, required: [a]}}               | {'properties': {'a': {}}, 'required': ['a'], 'type': 'object'}",
                "{properties: {Ab: {}}, required: [Ab, c]}          | {'properties': {'Ab': {}, 'c': {}}, 'required': ['Ab', 'c'], 'type': 'object'}",
                "{properties: {a: {readOnly: true}}, required: [a]} | {'properties': {'a': {'readOnly': true}}, 'type': 'object'}",
                "{properties: {a: text}}                            | {'properties': {}, 'type': 'object'}",
                "true                                               | {}",
                "false                                              | {'not': {}}",
                "text                                               | {}",
            })
    void schemasBecomeJsonSchema(String yaml, String json) {
        assertThat(DescriptionFixture.schema(yaml), is(DescriptionFixture.json(json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{allOf: [{properties: {a: {}}, required: [a]}, {properties: {b: {}}, required: [b]}]} | {'properties': {'a': {}, 'b': {}}, 'required': ['a', 'b'], 'type': 'object'}",
                "{allOf: [{type: integer}, {type: number, minimum: 1}], minimum: 2}                    | {'type': 'integer', 'minimum': 2}",
                "{allOf: [{enum: [a, b]}, {enum: [b, c]}]}                                             | {'enum': ['b']}",
                "{allOf: [{oneOf: [{type: string}]}, {oneOf: [{maxLength: 1}]}]}                       | {'oneOf': [{'type': 'string'}], 'allOf': [{'oneOf': [{'maxLength': 1}]}]}",
                "{allOf: [{type: object, description: d}], nullable: true}                             | {'type': ['object', 'null'], 'description': 'd'}",
                "{allOf: [{properties: {a: {type: string}}}, {properties: {a: {maxLength: 1}}}]}       | {'properties': {'a': {'type': 'string', 'maxLength': 1}}, 'type': 'object'}",
                "{allOf: [{additionalProperties: false, properties: {a: {}}}, {properties: {b: {}}}]}  | {'additionalProperties': false, 'properties': {'a': {}, 'b': {}}, 'type': 'object'}",
            })
    void allOfIsMerged(String yaml, String json) {
        assertThat(DescriptionFixture.schema(yaml), is(DescriptionFixture.json(json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{$ref: '#/components/schemas/A'}                                    | {'$ref': '#/$defs/A'}",
                "{$ref: '#/components/schemas/Alias'}                                | {'$ref': '#/$defs/A'}",
                "{$ref: '#/components/schemas/A', description: d, maxLength: 1}      | {'$ref': '#/$defs/A', 'description': 'd'}",
                "{$ref: '#/components/schemas/A', nullable: true}                    | {'anyOf': [{'$ref': '#/$defs/A'}, {'type': 'null'}]}",
                "{allOf: [{$ref: '#/components/schemas/A'}], description: d}         | {'$ref': '#/$defs/A', 'description': 'd'}",
                "{$ref: '#/components/schemas/Read%20only'}                          | {'$ref': '#/$defs/Read_only', 'readOnly': true}",
                "{allOf: [{$ref: '#/components/schemas/A'}, {maxLength: 1}]}         | {'type': 'string', 'maxLength': 1}",
            })
    void referencesStayReferences(String yaml, String json) {
        assertThat(withSchemas("openapi: 3.0.3", yaml), is(DescriptionFixture.json(json)));
    }

    @Test
    void whatStandsBesideAReferenceCountsInVersion31() {
        var schema =
                withSchemas("openapi: 3.1.0", "{$ref: '#/components/schemas/A', maxLength: 1}");

        assertThat(schema, is(DescriptionFixture.json("{'type': 'string', 'maxLength': 1}")));
    }

    @Test
    void schemasAreNamedAfterTheirFilesInABundleToo() {
        var schema = withSchemas("openapi: 3.0.3", "{$ref: '#/x-documents/models~1pet.yml'}");

        assertThat(schema, is(DescriptionFixture.json("{'$ref': '#/$defs/pet'}")));
    }

    @Test
    void aCircularSchemaIsFinite() {
        var read =
                DescriptionFixture.openApi(
                        """
                        paths: {/a: {get: {parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/Node'}}]}}}
                        components: {schemas: {Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}}}, Unused: {}}}
                        """);

        assertThat(
                read.schemas(),
                is(
                        DescriptionFixture.json(
                                "{'Node': {'type': 'object', 'properties': {'next': {'$ref': '#/$defs/Node'}}}}")));
    }

    @Test
    void whatIsRepairedIsReportedWithItsPlace() {
        var problems =
                DescriptionFixture.openApi(
                                "paths: {/a: {get: {parameters: [{name: q, in: query, schema: {type: int, pattern: '['}}]}}}")
                        .problems();

        assertThat(
                problems,
                hasItem("#/paths/~1a/get/parameters/0/schema/type: type int is read as integer"));
        assertThat(
                problems.toString(),
                containsString("#/paths/~1a/get/parameters/0/schema/pattern: cannot be used"));
    }

    private static JsonObject withSchemas(String version, String yaml) {
        return DescriptionFixture.read(
                        version
                                + "\npaths: {/a: {get: {parameters: [{name: q, in: query, schema: "
                                + yaml
                                + "}]}}}\n"
                                + """
                                x-documents: {models/pet.yml: {type: string}}
                                components:
                                  schemas:
                                    A: {type: string}
                                    Alias: {$ref: '#/components/schemas/A'}
                                    Read only: {type: string, readOnly: true}
                                """)
                .operations()
                .getFirst()
                .parameters()
                .getFirst()
                .schema();
    }
}
