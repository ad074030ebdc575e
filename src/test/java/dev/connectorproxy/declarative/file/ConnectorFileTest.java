package dev.connectorproxy.declarative.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.settings.SettingsException;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorFileTest {
    private static final String GITHUB =
            """
            connector: github
            title: GitHub
            docs: https://docs.github.com/rest
            openapi: github.openapi.json
            server: https://api.github.com/
            connection: bearer
            headers: {Accept: application/vnd.github+json, X-GitHub-Api-Version: 2022-11-28}
            commands:
              CreateIssue:
                operation: issues/create
                parameters:
                  labels: {label: Labels, group: More}
                  milestone: {hidden: true}
                result: '{"number": number, "url": html_url}'
                errors:
                  - {when: 'status = 410', code: IssuesDisabled, message: 'message', retry: false}
              ListBranches:
                request: {method: GET, path: "/repos/{owner}/{repo}/branches", query: {per_page: 100}}
                parameters: {owner: {type: str, required: true}, repo: {type: str, required: true}}
                pages: {next: link, limit: 1000}
            """;

    @Test
    void theExampleOfTheDocumentationIsRead() {
        var file = ConnectorFile.read("github.yaml", GITHUB);

        assertThat(file.name(), is("github"));
        assertThat(file.info().title(), is("GitHub"));
        assertThat(file.server(), is(Optional.of("https://api.github.com")));
        assertThat(file.headers().get("X-GitHub-Api-Version"), is("2022-11-28"));
        assertThat(
                file.credentials(),
                contains(
                        new CredentialUse(
                                "bearer",
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                "github.yaml:6")));
        var create = file.commands().getFirst();
        assertThat(create.source(), is(new CommandFile.Source.OfOperation("issues/create")));
        assertThat(
                create.result().orElseThrow().place(),
                is("github.yaml:14: commands.CreateIssue.result"));
        assertThat(create.errors().getFirst().retry(), is(Optional.of(false)));
        assertThat(create.errors().getFirst().status(), is(OptionalInt.empty()));
        assertThat(create.parameters().get("milestone").hidden(), is(true));
        var list = file.commands().get(1);
        assertThat(
                list.pages(),
                is(Optional.of(new Paging(new Paging.Next.Link(), Optional.empty(), 1000, 50))));
    }

    @Test
    void valuesKeepWhatIsWritten() {
        var file =
                ConnectorFile.read(
                        "a.yaml",
                        """
                        connector: a
                        server: https://a.example
                        variables: {region: 007}
                        connection: {type: api-key, in: query, name: key}
                        query: {v: 1.0, day: 2024-01-01, yes: yes, on: true, n: "5"}
                        commands:
                          X: {request: {path: /x}}
                        """);

        assertThat(file.variables(), is(Map.of("region", "007")));
        assertThat(file.query().get("v").toString(), is("1.0"));
        assertThat(((JsonString) file.query().get("day")).getString(), is("2024-01-01"));
        assertThat(file.query().get("yes").toString(), is("\"yes\""));
        assertThat(file.query().get("on").toString(), is("true"));
        assertThat(file.query().get("n").toString(), is("\"5\""));
        assertThat(
                file.credentials().getFirst().key().orElseThrow(),
                is(new CredentialUse.Key(Location.QUERY, "key", "")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    ``                                     | ` the file is empty`
                    `- a`                                  | `1: the file must be a mapping with keys of a connector: connector, title`
                    `title: T`                             | `1: connector is missing; it is the {connector} of the ids`
                    `connector: My-App`                    | `1: connector must be made of a-z, 0-9 and _`
                    `connector: a\\nconnector: b`           | `2: connector is set for the second time; the first is x.yaml:1`
                    `connector: a\\ncomands: {}`            | `2: comands is not a key of a connector; did you mean commands?`
                    `connector: a\\ntitle:`                 | `2: title has no value; give it one, or remove the line`
                    `connector: a\\ntitle: [b]`             | `2: title must be a single value`
                    `connector: a\\ncommands: {}`           | `1: server is missing; it is the base URL`
                    `connector: a\\nserver: ftp://x`        | `2: server must be a base URL`
                    `connector: a\\nserver: https://x?y=1`  | `2: server must be a base URL`
                    `connector: a\\nserver: https://x`      | `1: commands must have at least one command`
                    `connector: a\\nopenapi: https://x/y`   | `2: openapi must be a file beside this one`
                    `connector: a\\nserver: https://x\\nheaders: [b]`         | `3: headers must be a mapping, with a name before each value`
                    `connector: a\\nserver: https://x\\nheaders: {"a b": c}`  | `3: headers must name a header field, which 'a b' cannot be`
                    `connector: a\\nserver: https://x\\nheaders: {Authorization: c}` | `3: headers must not set Authorization; credentials belong into a connection`
                    `connector: a\\nserver: https://x\\nheaders: {a: é}`      | `3: headers must have values in ASCII`
                    `connector: a\\nserver: https://x\\nconnection: {in: header}`      | `3: connection.type is missing`
                    `connector: a\\nserver: https://x\\nconnection: {type: api-key, in: header}` | `3: connection.name is missing; it is the name of the header`
                    `connector: a\\nserver: https://x\\nconnection: {type: api-key, in: path, name: x}` | `3: connection.name must be the name of a {variable} in the path of`
                    `connector: a\\nserver: "https://{t}/a"\\nconnection: {type: api-key, in: path, name: t}` | `3: connection.name must be the name of a {variable}`
                    `connector: a\\nserver: "https://x/{t}"\\nvariables: {t: a}\\nconnection: {type: api-key, in: path, name: t}` | `4: connection.name must be the name of a {variable} in the path of`
                    `connector: a\\nserver: https://x\\nconnection: {type: api-key, in: body, name: x}` | `3: connection.in must be one of header, query, cookie, path; did you mean`
                    `connector: a\\nserver: https://x\\nconnection: {type: bearer, parameter: x}` | `3: connection.parameter must be used with the type api-key`
                    `connector: a\\nserver: https://x\\nconnection: {type: api-key, parameter: x, in: query}` | `3: connection.in must not be given beside`
                    `connector: a\\nserver: https://x\\nconnection: {type: bearer, prefix: x}` | `3: connection.prefix must be given beside name only`
                    `connector: a\\nserver: https://x\\nconnection: {type: bearer, replace: x}` | `3: connection.replace is not a key of a connection; did you mean replaces?`
                    `connector: a\\nserver: https://x\\nconnection: {type: bearer, replaces: {a: b}}` | `3: connection.replaces must be a single value`
                    `connector: a\\nserver: https://x\\ncodes: {ReadTimout: X}`  | `3: codes must have codes of the proxy before the colons, which 'ReadTimout' is not; did you mean ReadTimeout?`
                    `connector: a\\nserver: https://x\\ncodes: {ReadTimeout: "a b"}` | `3: codes must have names made of letters, digits, _, . and -`
                    `connector: a\\nserver: https://x\\nconnection: B e`      | `3: connection must be a type of connections, such as bearer`
                    `connector: a\\nserver: https://x\\nredirects: [https://y/z]\\ncommands: {X: {request: {path: /x}}}` | `3: redirects must be origins such as https://files.example.com`
                    `connector: a\\nserver: !x y`           | `2: server has a YAML tag`
                    `connector: a\\n  b: c`                 | `2:4: is not valid YAML: mapping values are not allowed here`
                    """)
    void aMistakeInAConnectorIsNamedWithItsLine(String yaml, String message) {
        assertThat(refusal(yaml.translateEscapes()), startsWith("x.yaml:" + message));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    `X Y: {request: {path: /x}}`                            | `3: commands must have names made of letters`
                    `X: /x`                                                 | `4: commands.X must be a mapping with keys of a command: title`
                    `X: {}`                                                 | `4: commands.X.operation must name an operation of the API description`
                    `X: {operation: y}`                                     | `4: commands.X.operation must not be given in a file without openapi`
                    `X: {operation: y, request: {path: /x}}`                | `4: commands.X.request must not be given beside operation`
                    `X: {reqest: {path: /x}}`                               | `4: commands.X.reqest is not a key of a command; did you mean request?`
                    `X: {request: {}}`                                      | `4: commands.X.request.path is missing`
                    `X: {request: {path: x}}`                               | `4: commands.X.request.path must begin with /`
                    `X: {request: {path: "/x?y=1"}}`                        | `4: commands.X.request.path must begin with /`
                    `X: {request: {method: FETCH, path: /x}}`               | `4: commands.X.request.method must be one of GET`
                    `X: {request: {path: /x, send: jsn}}`                   | `4: commands.X.request.send must be one of json, form, multipart, text, binary; did you mean json?`
                    `X: {request: {path: /x, body: [1]}}`                   | `4: commands.X.request.body must be a mapping`
                    `X: {request: {path: /x, send: text, body: {}}}`        | `4: commands.X.request.body must be JSONata for the text, beside send`
                    `X: {request: {path: /x, when: 'a'}}`                   | `4: commands.X.request must be a list of requests`
                    `X: {request: []}`                                      | `4: commands.X.request must hold at least one request`
                    `X: {request: [{path: /x}, {path: /y}]}`                | `4: commands.X.request must have ``when`` in every request but the last`
                    `X: {request: {path: /x}, parameters: {a-b: {}}}`       | `4: commands.X.parameters must have ids that a diagram can carry`
                    `X: {request: {path: /x}, parameters: {spiff__a: {}}}`  | `4: commands.X.parameters must have ids that a diagram can carry`
                    `X: {request: {path: /x}, parameters: {connection: {}}}`| `4: commands.X.parameters must have ids that a diagram can carry`
                    `X: {request: {path: /x}, parameters: {a: {typ: int}}}` | `4: commands.X.parameters.a.typ is not a key of a parameter; did you mean type?`
                    `X: {request: {path: /x}, parameters: {a: {type: string}}}` | `4: commands.X.parameters.a.type must be one of str, text, int, bool, any; did you mean str?`
                    `X: {request: {path: /x}, parameters: {a: {required: yes}}}` | `4: commands.X.parameters.a.required must be true or false`
                    `X: {request: {path: /x}, parameters: {a: {enum: b}}}`  | `4: commands.X.parameters.a.enum must be a list of the allowed values`
                    `X: {request: {path: /x}, parameters: {a: {in: hed}}}`  | `4: commands.X.parameters.a.in must be one of path, query, header, cookie, body, none`
                    `X: {request: {path: /x}, parameters: {a: {style: deep}}}` | `4: commands.X.parameters.a.style must be one of simple`
                    `X: {request: {path: /x}, parameters: {a: {in: none, style: form}}}` | `4: commands.X.parameters.a.style must not be given for a parameter that is not sent as a value`
                    `X: {request: {path: /x}, parameters: {a: {hidden: true, prefix: b}}}` | `4: commands.X.parameters.a.prefix must not be given for a parameter that callers cannot give`
                    `X: {request: {path: /x}, parameters: {a: {value: 1, send-as: b}}}` | `4: commands.X.parameters.a.send-as must not be given for a parameter that callers cannot give`
                    `X: {request: {path: /x}, connection: bearer}`          | `4: commands.X.connection must be none, or be left out`
                    `X: {request: {path: /x}, parameters: {a: {in: headers, prefix: b}}}` | `4: commands.X.parameters.a.prefix must not be given for a parameter that is not sent as a value`
                    `X: {request: {path: /x}, response: text}`              | `4: commands.X.response must be one of json, quoted`
                    `X: {request: {path: /x}, parameters: {a: {value: 1, hidden: true}}}` | `4: commands.X.parameters.a.value must not be given beside hidden`
                    `X: {request: {path: /x}, parameters: {a: {visibility: high}}}` | `4: commands.X.parameters.a.visibility must be one of important, normal, advanced`
                    `X: {request: {path: /x}, parameters: {a: {schema: 1}}}` | `4: commands.X.parameters.a.schema must be a mapping`
                    `X: {request: {path: /x}, body: both}`                  | `4: commands.X.body must be one of flat, whole`
                    `X: {request: {path: /x}, show: [a, a]}`                | `4: commands.X.show must name 'a' once`
                    `X: {request: {path: /x}, async: maybe}`                | `4: commands.X.async must be true or false`
                    `X: {request: {path: /x}, errors: [{code: A}]}`         | `4: commands.X.errors.0.when is missing`
                    `X: {request: {path: /x}, errors: [{when: 'a', code: 4 A}]}` | `4: commands.X.errors.0.code must be made of letters`
                    `X: {request: {path: /x}, errors: [{when: 'a', code: A, status: 200}]}` | `4: commands.X.errors.0.status must be a whole number from 400 to 599`
                    `X: {request: {path: /x}, errors: [{when: 'a', code: A, retry: 5}]}` | `4: commands.X.errors.0.retry must be true or false`
                    `X: {request: {path: /x}, checks: [{when: 'a'}]}`       | `4: commands.X.checks.0.message is missing; it is JSONata`
                    `X: {request: {path: /x}, pages: {limit: 5}}`           | `4: commands.X.pages.next is missing; it is one of link`
                    `X: {request: {path: /x}, pages: {next: links}}`        | `4: commands.X.pages.next must be one of link, url, cursor, page, offset; did you mean link?`
                    `X: {request: {path: /x}, pages: {next: cursor, from: 'a'}}` | `4: commands.X.pages.to is missing`
                    `X: {request: {path: /x}, pages: {next: link, to: a}}`  | `4: commands.X.pages.to must not be given beside next: link`
                    `X: {request: {path: /x}, pages: {next: link, limit: 0}}` | `4: commands.X.pages.limit must be a whole number from 1 to 100000`
                    `X: {request: {path: /x}, idempotency: {}}`             | `4: commands.X.idempotency.header is missing`
                    `X: {request: {path: /x}, idempotency: {header: "a b"}}`| `4: commands.X.idempotency.header must name a header field`
                    """)
    void aMistakeInACommandIsNamedWithItsLine(String command, String message) {
        assertThat(
                refusal("connector: a\nserver: https://x\ncommands:\n  " + command),
                startsWith("x.yaml:" + message));
    }

    private static String refusal(String yaml) {
        return assertThrows(SettingsException.class, () -> ConnectorFile.read("x.yaml", yaml))
                .getMessage();
    }
}
