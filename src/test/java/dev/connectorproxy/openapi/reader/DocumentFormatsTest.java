package dev.connectorproxy.openapi.reader;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The text of documents: JSON, YAML and their encodings.
class DocumentFormatsTest {
    private static final String SMALL = "{\"swagger\": \"2.0\", \"info\": {\"title\": \"Tür\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkSaysTheEncoding(String charset) {
        var bytes = ("\ufeff" + SMALL).getBytes(Charset.forName(charset));

        assertThat(DescriptionFixture.read(bytes).title(), is("Tür"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theFirstCharacterShowsTheEncoding(String charset) {
        var bytes = SMALL.getBytes(Charset.forName(charset));

        assertThat(DescriptionFixture.read(bytes).title(), is("Tür"));
    }

    @Test
    void textThatIsNotInUtf8IsRefusedWithItsLine() {
        var bytes =
                "swagger: '2.0'\ninfo:\n  title: T\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1);

        var refused =
                assertThrows(DescriptionException.class, () -> DescriptionFixture.read(bytes));

        assertThat(
                refused.getMessage(),
                is("api.yaml:3: is not text in UTF-8; save the file as UTF-8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<!DOCTYPE html><html></html>     | is HTML or XML",
                "`  `                              | is empty",
                "[1]                              | is no API description",
                "title: x                         | is no API description",
                "swaggerVersion: '1.2'            | is Swagger 1; convert it to OpenAPI 3",
                "openapi: 4.0.0                   | is of version 4.0.0",
                "asyncapi: 2.0.0                  | is AsyncAPI",
                "a: [1                            | api.yaml:1: is neither JSON nor YAML",
                "{\"swagger\": \"2.0\", \"info\": | line 1 is not valid JSON",
                "a: !include other.yaml           | has a YAML tag",
                "x: {[a]: b}                      | keys are texts",
                "a: *b                            | has an alias",
            })
    void whatIsNoDescriptionIsRefusedWithTheReason(String text, String reason) {
        var refused = assertThrows(DescriptionException.class, () -> DescriptionFixture.read(text));

        assertThat(refused.getMessage(), containsString(reason));
    }

    @Test
    void compressedFilesAreRefusedWithAHint() {
        var refused =
                assertThrows(
                        DescriptionException.class,
                        () -> DescriptionFixture.read(new byte[] {0x1F, (byte) 0x8B, 8, 0}));

        assertThat(refused.getMessage(), is("api.yaml: is compressed with gzip; unpack it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "yes         | \"yes\"",
                "off         | \"off\"",
                "2024-01-01  | \"2024-01-01\"",
                "012         | \"012\"",
                "+49         | \"+49\"",
                "0x1F        | \"0x1F\"",
                "1_000       | \"1_000\"",
                "12:30       | \"12:30\"",
                "!!str 5     | \"5\"",
                "'5'         | \"5\"",
                "1.50        | 1.50",
                "True        | true",
                "1e3         | 1E+3",
            })
    void yamlIsReadAsJson(String yaml, String json) {
        var example = DescriptionFixture.schema("{example: " + yaml + "}").getJsonArray("examples");

        assertThat(example.getFirst().toString(), is(json));
    }

    @Test
    void numbersAreKeysToo() {
        var read =
                DescriptionFixture.openApi(
                        "paths: {/a: {get: {responses: {200: {description: d}}}}}");

        assertThat(read.operations().getFirst().responses().get("200").description(), is("d"));
    }

    @Test
    void mappingsAreMergedIntoOthers() {
        var read =
                DescriptionFixture.openApi(
                        """
                        x-usual: &usual {type: string, description: d}
                        paths: {/a: {get: {parameters: [{name: q, in: query, schema: {<<: *usual, description: own}}]}}}
                        """);

        assertThat(
                read.operations().getFirst().parameters().getFirst().schema(),
                is(DescriptionFixture.json("{'type': 'string', 'description': 'own'}")));
    }

    @Test
    void theLastOfTwoEqualKeysCountsAndIsReported() {
        var read =
                DescriptionFixture.read(
                        "{\"swagger\": \"2.0\", \"info\": {\"title\": \"A\", \"title\": \"B\"}}");

        assertThat(read.title(), is("B"));
        assertThat(
                read.problems(),
                hasItem("#/info/title: stands here a second time; the last value counts"));
    }

    @Test
    void jsonWithACommaTooMuchAndAControlCharacterIsReadAndReported() {
        var read =
                DescriptionFixture.read(
                        "{\"swagger\": \"2.0\",\n \"info\": {\"title\": \"A\u0001B\"},}");

        assertThat(read.title(), is("A\ufffdB"));
        assertThat(read.problems().getFirst(), containsString("is not valid JSON"));
        assertThat(read.problems().getFirst(), containsString("; read as YAML"));
    }
}
