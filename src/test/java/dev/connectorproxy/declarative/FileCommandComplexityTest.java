package dev.connectorproxy.declarative;

import dev.connectorproxy.complexity.CpuClock;
import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Arguments and responses of a command of a connector file, as hostile as they can be, cost CPU time at most linear in their
/// length.
class FileCommandComplexityTest {
    private static final String FILE =
            """
            connector: a
            server: https://api.example/v1
            commands:
              X:
                request: {method: POST, path: "/x/{id}", body: {kind: a}}
                parameters:
                  id: {required: true}
                  q: {in: query}
                  h: {in: header, name: X-H}
                  text: {}
                  any: {type: any}
                checks: [{when: "$contains(text, /^[0-9]/)", message: "$trim(text)"}]
                errors: [{when: error.code = 1, code: AError, message: error.message}]
                result: '{"n": $count(items), "t": $replace(text, /[0-9]/, ""), "all": items.a}'
            """;
    private static final String LIST =
            """
            connector: a
            server: https://api.example/v1
            commands:
              X:
                request: {method: GET, path: /x}
                pages: {next: link}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'§a'}",
                "{'id':'a','q':'§a','h':'§a'}",
                "{'id':'a','text':' §a','any':{'§':'§','l':[«'a'»]}}"
            })
    void arguments(String template) {
        var command = FileConnector.of(FILE);
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        for (var input : HostileInput.ofJson(template.replace('\'', '"'))) {
            time.check(
                    input.name(),
                    length -> {
                        var arguments = input.ofLength().apply(length);
                        return () -> run(command.respondsJson("{}"), arguments);
                    });
        }
        time.assertNone();
    }

    @Test
    void responses() {
        var command = FileConnector.of(FILE);
        var template = "{'text':'§a','items':[«{'a':1}»],'n':¤,'error':{'code':2,'message':'§'}}";
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        for (var input : HostileInput.ofJson(template.replace('\'', '"'))) {
            time.check(
                    input.name(),
                    length -> {
                        var response = input.ofLength().apply(length);
                        return () -> run(command.respondsJson(response), "{\"id\":\"a\"}");
                    });
        }
        time.assertNone();
    }

    @Test
    void linkHeaders() {
        var command = FileConnector.of(LIST);
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        for (var input : HostileInput.ofText("<§>;§;a=\"§\";b=§;«c=d»")) {
            time.check(
                    input.name(),
                    length -> {
                        var link = new Header("Link", input.ofLength().apply(length));
                        return () -> {
                            command.respondsJson("[1]", link);
                            run(command.respondsJson("[]"), "{}");
                        };
                    });
        }
        time.assertNone();
    }

    private static void run(FileConnector command, String arguments) {
        try {
            command.run(arguments);
        } catch (ConnectorException _) {
            // refused, which may not take long either
        }
    }
}
