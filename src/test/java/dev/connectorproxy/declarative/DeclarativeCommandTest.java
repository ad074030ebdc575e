package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarativeCommandTest {

    @Test
    void argumentsGoToTheirPlacesInTheRequest() {
        var connector =
                FileConnector.of(
                        """
                        connector: a
                        server: https://api.example/v1
                        headers: {Accept: application/vnd.a+json, X-Version: 2022-11-28}
                        query: {tenant: 7}
                        commands:
                          X:
                            request: {method: POST, path: "/repos/{owner}/issues", query: {v: 2}, body: {fields: {type: bug}}}
                            parameters:
                              owner: {required: true}
                              summary: {name: fields.summary}
                              count: {type: int}
                              labels: {type: any}
                              trace: {in: header, name: X-Trace}
                        """);

        connector.run(
                "{\"owner\": \"a b\", \"summary\": \"S\", \"count\": \"5\", \"labels\": \"[1.50]\", \"trace\": \"t\"}");

        assertThat(
                connector.sent(),
                is(
                        "POST https://api.example/v1/repos/a%20b/issues?v=2&tenant=7"
                                + " {\"fields\":{\"type\":\"bug\",\"summary\":\"S\"},\"count\":5,\"labels\":[1.50]}"));
        assertThat(connector.sentHeader("Accept"), is(Optional.of("application/vnd.a+json")));
        assertThat(connector.sentHeader("X-Version"), is(Optional.of("2022-11-28")));
        assertThat(connector.sentHeader("X-Trace"), is(Optional.of("t")));
        assertThat(connector.sentHeader("Content-Type"), is(Optional.of("application/json")));
    }

    @ParameterizedTest(name = "{0} with {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `{method: POST, path: /x, send: form}`      | {"a":"1 2","b":"z"} | POST https://api.example/v1/x a=1+2&b=z
                    `{method: POST, path: /x, send: text}`      | {"a":"hello"}       | POST https://api.example/v1/x hello
                    `{path: /x}`                                | {"a":"1 2"}         | GET https://api.example/v1/x?a=1%202
                    `{method: DELETE, path: "/x/{a}"}`          | {"a":"7","b":"z"}   | DELETE https://api.example/v1/x/7?b=z
                    `{method: POST, path: /x}`                  | {}                  | POST https://api.example/v1/x
                    """)
    void bodiesAreSentAsTheFileSays(String request, String arguments, String sent) {
        var parameters = request.contains("text") ? "a: {}" : "a: {}, b: {}";
        var connector =
                FileConnector.ofCommand(
                        "request: %s\nparameters: {%s}".formatted(request, parameters));

        connector.run(arguments);

        assertThat(connector.sent(), is(sent));
    }

    @Test
    void theFirstRequestWhoseConditionHoldsIsSent() {
        var connector =
                FileConnector.ofCommand(
                        """
                        request:
                          - {when: at_period_end, method: POST, path: "/subscriptions/{id}", body: {cancel: true}}
                          - {method: DELETE, path: "/subscriptions/{id}"}
                        parameters: {id: {}, at_period_end: {type: bool, in: none}}
                        """);

        connector.run("{\"id\": \"s1\", \"at_period_end\": true}");
        assertThat(
                connector.sent(),
                is("POST https://api.example/v1/subscriptions/s1 {\"cancel\":true}"));

        connector.run("{\"id\": \"s1\", \"at_period_end\": \"false\"}");
        assertThat(connector.sent(), is("DELETE https://api.example/v1/subscriptions/s1"));
    }

    @Test
    void emptyTextsCountAsMissingIfTheFileSaysSo() {
        var connector =
                FileConnector.ofCommand(
                        "request: {path: /x}\nomit-empty: true\nparameters: {a: {}, b: {default: z}}");

        connector.run("{\"a\": \"\", \"b\": \"\"}");

        assertThat(connector.sent(), is("GET https://api.example/v1/x?b=z"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"n": 11}           | parameter 'n' must be
                    {"kind": "c"}       | parameter 'kind' must be one of Ab, b
                    {"list": {"a": 1}}  | parameter 'list' must be array
                    {"x": 1}            | X takes no parameter 'x'
                    {"n": 1, "k": 2}    | X takes no parameter 'k'
                    {"n": 3}            | three is too many: 3
                    """)
    void argumentsAreRefusedBeforeAnythingIsSent(String arguments, String message) {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {path: /x}
                        parameters:
                          n: {type: int, schema: {type: integer, maximum: 10}}
                          kind: {enum: [Ab, b]}
                          list: {type: any, schema: {type: array}}
                        checks:
                          - {when: 'n = 3', message: '"three is too many: " & n'}
                        """);

        var failure = assertThrows(ConnectorException.class, () -> connector.run(arguments));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), containsString(message));
        assertThat(connector.requests.size(), is(0));
    }

    @Test
    void anAllowedTextIsSentAsTheFileWritesIt() {
        var connector =
                FileConnector.ofCommand("request: {path: /x}\nparameters: {kind: {enum: [Ab, b]}}");

        connector.run("{\"kind\": \"AB\"}");

        assertThat(connector.sent(), is("GET https://api.example/v1/x?kind=Ab"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    application/json               | `{"a": 1.50, "b":[ ]}` | `{"a": 1.50, "b":[ ]}`
                    application/vnd.a+json; v=1    | `[1]`                   | `[1]`
                    text/plain; charset=utf-8      | `[1]`                   | `raw_response=[1]`
                    application/pdf                | `%PDF`                  | `raw_response=data:application/pdf;name=x;base64,JVBERg==`
                    application/json               | ``                      | `{}`
                    """)
    void withoutAResultTheBodyIsReturnedAsItIs(String type, String body, String result) {
        var connector = FileConnector.ofCommand("request: {path: /x}").responds(201, type, body);

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is(result));
        assertThat(done.httpStatus().getAsInt(), is(201));
        assertThat(done.error(), is(Optional.empty()));
    }

    @Test
    void aResultIsMadeOfTheBody() {
        var connector =
                FileConnector.ofCommand(
                                """
                                request: {path: /x}
                                result: '{"number": number, "url": html_url}'
                                """)
                        .respondsJson("{\"number\": 12345678901234567890, \"html_url\": \"u\"}");

        assertThat(
                FileConnector.text(connector.run("{}")),
                is("{\"number\":12345678901234567890,\"url\":\"u\"}"));
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3} {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    404 | `{}`                               | HttpError404   | 404 | the response of https://api.example:443 has HTTP status 404: {}
                    302 | `{}`                               | HttpError302   | 302 | the response of https://api.example:443 has HTTP status 302: {}
                    410 | `{"message": "gone"}`              | IssuesDisabled | 410 | gone
                    200 | `{"ok": false, "error": "no_auth"}`| NotAuthorized  | 401 | no_auth
                    200 | `{"ok": false, "error": "slow"}`   | Slow           | 503 | slow
                    503 | `{"error": "final"}`               | Final          | 422 | the response of https://api.example:443 has HTTP status 503: {"error": "final"}
                    429 | `{"error": "slow"}`                | Slow           | 429 | slow
                    200 | `{"ok": false}`                    | Refused        | 422 | the response of https://api.example:443 has HTTP status 200: {"ok": false}
                    200 | `nonsense`                         | JSONDecodeError| 422 | the response is labelled as JSON, but its body is none
                    """)
    void aResponseIsAFailureByRuleElseByStatus(
            int status, String body, String code, int httpStatus, String message) {
        var connector =
                FileConnector.of(
                                """
                                connector: a
                                server: https://api.example
                                errors:
                                  - {when: 'ok = false', code: Refused}
                                commands:
                                  X:
                                    request: {path: /x}
                                    errors:
                                      - {when: 'status = 410', code: IssuesDisabled, message: 'message', retry: false}
                                      - {when: 'error = "no_auth"', code: NotAuthorized, message: 'body.error', status: 401}
                                      - {when: 'error = "slow"', code: Slow, message: error, retry: true}
                                      - {when: 'error = "final"', code: Final, message: 'missing', retry: false}
                                      - {when: '$uppercase(status) = "X"', code: Never}
                                """)
                        .responds(status, "application/json", body);

        var done = connector.run("{}");

        assertThat(done.error().orElseThrow().code(), is(code));
        assertThat(done.httpStatus().getAsInt(), is(httpStatus));
        assertThat(done.error().orElseThrow().message(), is(message));
    }

    @Test
    void aKeyOfTheCallerReplacesTheIdempotencyKey() {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {method: POST, path: /x}
                        parameters: {key: {}, amount: {type: int}}
                        idempotency: {header: Idempotency-Key, parameter: key}
                        """);

        connector.run("{\"amount\": 1, \"key\": \"mine\"}");

        assertThat(connector.sent(), is("POST https://api.example/v1/x {\"amount\":1}"));
        assertThat(connector.sentHeader("Idempotency-Key"), is(Optional.of("mine")));
        assertThat(command(connector).repeatable(new Arguments(Map.of())), is(true));
    }

    @Test
    void theIdempotencyKeyCanBeTheValueOfAParameter() {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {method: POST, path: /x}
                        omit-empty: true
                        parameters: {key: {name: reference.key}, amount: {type: int}}
                        idempotency: {parameter: key}
                        """);

        connector.run("{\"amount\": 1, \"key\": \"mine\"}");
        var given = connector.sent();
        connector.run("{\"amount\": 1, \"key\": \"\"}");

        assertThat(
                given,
                is(
                        "POST https://api.example/v1/x {\"reference\":{\"key\":\"mine\"},\"amount\":1}"));
        assertThat(
                connector.sent(),
                matchesPattern(".* \\{\"reference\":\\{\"key\":\"[0-9a-f-]{36}\"},\"amount\":1}"));
        assertThat(command(connector).repeatable(new Arguments(Map.of())), is(true));
    }

    private static dev.connectorproxy.spi.Command command(FileConnector connector) {
        return connector.command("X");
    }

    @Test
    void theCatalogueSaysWhatTheCommandTakesAndReturns() {
        var connector =
                FileConnector.of(
                        """
                        connector: a
                        openapi: api.yaml
                        connection: bearer
                        commands:
                          X: {operation: createIssue, errors: [{when: 'status = 410', code: Gone}]}
                        """,
                        """
                        openapi: 3.1.0
                        info: {title: A, version: "1"}
                        servers: [{url: https://api.example}]
                        paths:
                          /issues:
                            post:
                              operationId: createIssue
                              summary: Creates an issue
                              requestBody:
                                required: true
                                content:
                                  application/json:
                                    schema: {$ref: "#/components/schemas/Issue"}
                              responses:
                                "201": {description: c, content: {application/json: {schema: {$ref: "#/components/schemas/Issue"}}}}
                        components:
                          schemas:
                            Issue: {type: object, required: [title], properties: {title: {type: string}, size: {type: integer}}}
                        """);

        var spec = connector.command("X").spec();

        assertThat(
                spec.parameters().stream().map(parameter -> parameter.id()).toList(),
                contains("title", "size"));
        assertThat(spec.description(), is("Creates an issue"));
        assertThat(spec.errors(), hasItems("Gone", "HttpError<status>", "ConnectTimeout"));
        assertThat(spec.details().connections().getFirst().type(), is("bearer"));
        assertThat(spec.details().outputSchema().orElseThrow().containsKey("$defs"), is(true));
        connector.run("{\"title\": \"T\", \"size\": \"12345678901\"}");
        assertThat(
                connector.sent(),
                is("POST https://api.example/issues {\"title\":\"T\",\"size\":12345678901}"));
    }

    @Test
    void aRequiredPropertyCanBeGivenThoughItIsInternal() {
        var connector =
                ofHook(
                        "required: [url], properties: {url: {type: string, x-ms-visibility: internal}}");

        assertThat(
                connector.command("X").spec().parameters().stream()
                        .map(parameter -> parameter.id())
                        .toList(),
                contains("url"));
        connector.run("{\"url\": \"https://a\"}");
        assertThat(connector.sent(), is("POST https://api.example/hooks {\"url\":\"https://a\"}"));
    }

    @Test
    void fixedValuesAloneMakeNoBodyThatMayBeLeftOut() {
        var connector =
                ofHook(
                        "required: [kind, data], properties: {kind: {type: string, default: k, x-ms-visibility: internal}, data: {type: object}}");

        connector.run("{}");
        assertThat(connector.sent(), is("POST https://api.example/hooks"));
        connector.run("{\"data\": {}}");
        assertThat(
                connector.sent(),
                is("POST https://api.example/hooks {\"kind\":\"k\",\"data\":{}}"));
    }

    /// With a body that may be left out, and headers that nobody need give.
    private static FileConnector ofHook(String schema) {
        return FileConnector.of(
                "connector: a\nopenapi: a.json\ncommands:\n  X: {operation: addHook}",
                """
                openapi: 3.0.0
                servers: [{url: https://api.example}]
                paths:
                  /hooks:
                    post:
                      operationId: addHook
                      parameters:
                        - {name: Accept, in: header, required: true, schema: {type: string}}
                        - {name: Content-Type, in: header, required: true, schema: {type: string}}
                        - {name: Authorization, in: header, required: true, schema: {type: string}}
                      requestBody: {content: {application/json: {schema: {type: object, %s}}}}
                      responses: {'200': {description: ok}}
                """
                        .formatted(schema));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `request: {path: /x}, result: "a b"`         | `x.yaml:4: commands.X.result, column 3: is not JSONata: Syntax error: "b"`
                    `request: {path: /x}, checks: [{when: "(", message: "1"}]` | `x.yaml:4: commands.X.checks.0.when, column`
                    `request: {path: /x}, pages: {next: url, from: "]"}`       | `x.yaml:4: commands.X.pages.from, column`
                    """)
    void anExpressionThatIsNoneIsRefusedWithItsPlace(String command, String message) {
        var refusal =
                assertThrows(
                        SettingsException.class,
                        () ->
                                FileConnector.of(
                                        "connector: a\nserver: https://x\ncommands:\n  X: {%s}"
                                                .formatted(command)));

        assertThat(refusal.getMessage(), containsString(message));
    }

    @Test
    void anExpressionMakesTheBodyOfTheArguments() {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {method: POST, path: "/{list}", body: '{"to": [$split(to, ",").{"email": $trim($)}], "text": text, "count": count}'}
                        parameters:
                          list: {required: true}
                          to: {required: true}
                          text: {}
                          count: {type: int}
                          trace: {in: query}
                        """);

        connector.run(
                "{\"list\": \"l\", \"to\": \"a, b\", \"count\": 12345678901234567890, \"trace\": \"t\"}");

        assertThat(
                connector.sent(),
                is(
                        "POST https://api.example/v1/l?trace=t"
                                + " {\"to\":[{\"email\":\"a\"},{\"email\":\"b\"}],\"count\":12345678901234567890}"));
        assertThat(connector.sentHeader("Content-Type"), is(Optional.of("application/json")));
    }

    @Test
    void anExpressionMakesATextOrAForm() {
        var text =
                FileConnector.ofCommand(
                        """
                        request: {method: PUT, path: /x, send: text, headers: {Content-Type: message/rfc822}, body: '"Subject: " & subject'}
                        parameters: {subject: {required: true}}
                        """);
        var form =
                FileConnector.ofCommand(
                        """
                        request: {method: PUT, path: /x, send: form, body: '{"a": subject}'}
                        parameters: {subject: {required: true}}
                        """);

        text.run("{\"subject\": \"é\"}");
        form.run("{\"subject\": \"é\"}");

        assertThat(text.sent(), is("PUT https://api.example/v1/x Subject: é"));
        assertThat(text.sentHeader("Content-Type"), is(Optional.of("message/rfc822")));
        assertThat(form.sent(), is("PUT https://api.example/v1/x a=%C3%A9"));
    }

    @Test
    void aParameterCannotBeInABodyThatIsAnExpression() {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () ->
                                FileConnector.ofCommand(
                                        """
                                        request: {method: POST, path: /x, body: '{"a": b}'}
                                        parameters: {b: {in: body}}
                                        """));

        assertThat(
                failure.getMessage(),
                containsString(
                        "body is an expression, so that parameter 'b' cannot be in the body"));
    }

    @Test
    void aConnectionCanGiveTheValueOfAParameter() {
        var yaml =
                """
                connector: a
                server: https://api.example
                connection: {type: api-key, parameter: routing_key}
                commands:
                  X: {request: {method: POST, path: /x}, parameters: {routing_key: {secret: %s}}}
                """;

        var use =
                FileConnector.of(yaml.formatted("true"))
                        .command("X")
                        .spec()
                        .details()
                        .connections()
                        .getFirst();
        var failure =
                assertThrows(
                        SettingsException.class, () -> FileConnector.of(yaml.formatted("false")));

        assertThat(use.parameters(), is(Map.of("key", "routing_key")));
        assertThat(
                failure.getMessage(),
                containsString("connection.parameter names 'routing_key', which is no parameter"));
    }
}
