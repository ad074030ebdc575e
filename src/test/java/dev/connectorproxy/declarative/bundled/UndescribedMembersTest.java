package dev.connectorproxy.declarative.bundled;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndescribedMembersTest {
    private static final JsonObject DESCRIPTION =
            Json.createReader(
                            new StringReader(
                                    """
                                    {"paths": {"/items": {"post": {"requestBody": {"content": {
                                      "application/json": {"schema": {"$ref": "#/components/schemas/Item"}},
                                      "application/x-www-form-urlencoded": {"schema": {"$ref": "#/components/schemas/Item"}}}}}}},
                                     "components": {"schemas": {"Item": {
                                      "allOf": [{"properties": {"name": {"type": "string"}}}],
                                      "anyOf": [{"properties": {"sub": {"$ref": "#/components/schemas/Item"}}}, {"properties": {"list": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}}}],
                                      "properties": {"free": {"type": "object"}, "map": {"type": "object", "properties": {"a": {}}, "additionalProperties": {"type": "string"}}}}}}}
                                    """))
                    .readObject();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"name":"n","sub":{"name":"m"},"list":[{"name":"o"}]} | []
                    {"free":{"x":1},"map":{"b":"c"}}                      | []
                    {"nam":"n"}                                           | [body/nam is not described]
                    {"sub":{"sub":{"nam":"m"}}}                           | [body/sub/sub/nam is not described]
                    {"list":[{"name":"m"},{"nam":"o"}]}                   | [body/list/nam is not described]
                    """)
    void membersOfJsonAreFoundAtAnyDepth(String body, String found) {
        assertThat(found("application/json", body), is(found));
    }

    @ParameterizedTest
    @CsvSource({
        "list[0][name]=x&name=y, []",
        "list[0][nam]=x, [form/list/nam is not described]",
        "sub[name]=x&other=y, [form/other is not described]"
    })
    void fieldsOfFormsAreReadAsTheyAreNested(String body, String found) {
        assertThat(found("application/x-www-form-urlencoded", body), is(found));
    }

    private static String found(String type, String body) {
        var request =
                new HttpRequest(
                        "POST",
                        "https://x.example/items",
                        List.of(new Header("Content-Type", type)),
                        Optional.of(body.getBytes(StandardCharsets.UTF_8)),
                        Redirects.RETURN,
                        Retries.NONE);
        return new UndescribedMembers(DESCRIPTION, "/items", "POST").of(request).toString();
    }
}
