package dev.connectorproxy.complexity;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.secrets.SecretSettings;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of response of a target, as hostile as it can be, costs CPU time at most linear in its length, with a secret
/// to mask or without.
class ResponseComplexityTest {
    private static final String JSON =
            "{\"§\":\"§\",\"s\":[«\"x\"»],«\"k№\":1»,\"n\":¤,\"ok\":false,\"error\":\"§\",\"response_metadata\":{\"messages\":[«\"m\"»,\"§\"]}}";
    private static final String XML =
            "<?xml version=\"1.0\"?§><!-- § --><a§ «b№=\"c\"» b=\"§\"><![CDATA[§]]>§&§;«<c№/>»«<c>d</c>»<?p §?></a>§";
    private static final String DYNAMO =
            "{\"Items\":[{\"id\":{\"S\":\"§\"},\"§\":{\"N\":\"1§\"},\"m\":{\"M\":{«\"k№\":{\"S\":\"a\"}»}},\"l\":{\"L\":[«{\"S\":\"a\"}»]},\"b\":{\"B\":\"YWJj§\"},\"ss\":{\"SS\":[«\"a\"»]}},«{\"a\":{\"N\":\"1\"}}»],\"Count\":1,\"n\":¤}";
    private static final String DYNAMO_ERROR = "{\"__type\":\"a#§\",\"message\":\"§\",\"n\":¤}";
    private static final String S3_ERROR =
            "<Error><Code>§</Code><Message>§</Message>«<a>b</a>»<RequestId>§</RequestId></Error>";
    private static final String SECRET = "p\\a$s'w<o&r\"d%25+1";

    private final HostileTarget target = new HostileTarget();
    private final Secrets secrets =
            new Secrets(
                    new SecretSettings(Optional.of("SECRET_"), Optional.empty(), 1_000),
                    Map.of("SECRET_TOKEN", SECRET));
    private Catalogue catalogue;

    @BeforeEach
    void loadCommands() {
        var settings =
                Map.of(
                        "aws",
                        Map.of(
                                "access-key-id", "a",
                                "secret-access-key", "b",
                                "region", "eu-central-1"));
        catalogue =
                Catalogue.of(
                        ServiceLoader.load(ConnectorProvider.class),
                        name ->
                                new ConnectorContext(
                                        target, settings.getOrDefault(name, Map.of())));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "http/GetRequest, application/json, 200",
        "http/PostRequest, application/json, 404",
        "http/PutRequest, text/html, 200",
        "http/PatchRequest, text/html; charset=iso-8859-1, 500",
        "http/GetRequestV2, application/json, 200",
        "http/PostRequestV2, application/json; charset=utf-16, 404",
        "http/PutRequestV2, text/html, 200",
        "http/PatchRequestV2, application/xml, 200",
        "http/DeleteRequestV2, text/xml, 404"
    })
    void aBodyOf(String command, String type, int status) {
        var template = type.contains("xml") ? XML : JSON;
        var inputs =
                type.contains("json")
                        ? HostileInput.ofJson(template)
                        : HostileInput.ofText(template);
        var time = new LinearTime(CpuClock.CURRENT_THREAD);

        for (var input : inputs) {
            time.check(input.name(), respond(command, status, type, input));
            time.check("masked " + input.name(), respondMasked(command, status, type, input));
        }

        time.assertNone();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "aws/QueryDynamoTable, 200",
        "aws/ScanDynamoTable, 200",
        "aws/AddDynamoItem, 400",
        "aws/UploadFileData, 400",
        "slack/PostMessage, 200"
    })
    void aServiceResponseTo(String command, int status) {
        var inputs =
                switch (command) {
                    case "slack/PostMessage" -> HostileInput.ofJson(JSON);
                    case "aws/UploadFileData" -> HostileInput.ofText(S3_ERROR);
                    case "aws/AddDynamoItem" -> HostileInput.ofJson(DYNAMO_ERROR);
                    default -> HostileInput.ofJson(DYNAMO);
                };
        var time = new LinearTime(CpuClock.CURRENT_THREAD);

        inputs.forEach(input ->
                time.check(
                        input.name(),
                        respond(command, status, "application/x-amz-json-1.0", input)));

        time.assertNone();
    }

    @Test
    void aHeaderOfAnyName() {
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        for (var name : List.of("Content-Type", "Location", "Set-Cookie", "Retry-After", "X-Any")) {
            for (var value : List.of("§", "text/html; charset=§", "application/json§")) {
                for (var input : HostileInput.ofText(value)) {
                    time.check(
                            name + " " + input.name(),
                            length -> {
                                target.respond(
                                        302,
                                        List.of(new Header(name, input.ofLength().apply(length))),
                                        "{}");
                                return () -> {
                                    run("http/GetRequestV2", false);
                                    run("http/GetRequest", true);
                                };
                            });
                }
            }
        }

        time.assertNone();
    }

    @Test
    void deepXml() {
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        for (int depth : new int[] {2, 60, 127, 128, 100_000}) {
            var element = "<a>".repeat(depth) + "x" + "</a>".repeat(depth);
            time.check(
                    "depth " + depth,
                    length -> {
                        var xml = "<r>" + element.repeat(1 + length / element.length()) + "</r>";
                        target.respond(200, List.of(new Header("Content-Type", "text/xml")), xml);
                        return () -> run("http/GetRequestV2", true);
                    });
        }

        time.assertNone();
    }

    private IntFunction<Runnable> respond(
            String command, int status, String type, HostileInput input) {
        return responding(status, type, input, () -> run(command, false));
    }

    private IntFunction<Runnable> respondMasked(
            String command, int status, String type, HostileInput input) {
        return responding(status, type, input, () -> run(command, true));
    }

    private IntFunction<Runnable> responding(
            int status, String type, HostileInput input, Runnable call) {
        return length -> {
            var body = input.ofLength().apply(length);
            target.respond(status, List.of(new Header("Content-Type", type)), body);
            return call;
        };
    }

    private void run(String id, boolean masked) {
        var command = catalogue.command(CommandId.parse(id)).orElseThrow();
        var samples = new CommandSamples(80, 81);
        var arguments = new ArrayList<String>();
        for (var parameter : command.spec().parameters()) {
            if (parameter.required()) {
                var value =
                        HostileInput.neutral(
                                samples.of(command.spec().name(), parameter).getFirst());
                arguments.add("\"" + parameter.id() + "\":" + value);
            }
        }
        if (masked) {
            arguments.add("\"headers\":{\"X-Token\":\"${secret:TOKEN}\"}");
        }
        byte[] json = ("{" + String.join(",", arguments) + "}").getBytes(StandardCharsets.UTF_8);
        var checked = command.check(JsonText.of(json, 100).orElseThrow().members());
        try {
            secrets.wrap(command.command(), checked, _ -> true)
                    .execute(checked, LoopbackHttpEgress.call(Duration.ofMinutes(5)));
        } catch (ConnectorException _) {
            // refused, which may not take long either
        }
    }

    /// An egress that returns the same response to every request.
    private static final class HostileTarget implements Egress {
        private HttpResponse response;

        void respond(int status, List<Header> headers, String body) {
            response = new HttpResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public HttpResponse send(HttpRequest request, Call call) {
            return response;
        }
    }
}
