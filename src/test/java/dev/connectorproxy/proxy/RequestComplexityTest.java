package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.ArgumentsJson;
import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.complexity.HostileInput;
import dev.connectorproxy.complexity.LinearTime;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.WithoutLogs;
import dev.connectorproxy.spi.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Requests, envelopes and responses of other proxies cost CPU time at most linear in their length.
class RequestComplexityTest {
    private static final String ENVELOPE =
            "{\"command_response\":{\"body\":{\"§\":\"§\"},\"http_status\":¤,«\"a№\":1»},\"command_response_version\":¤,\"error\":{\"error_code\":\"§\",\"message\":\"§\"},«\"k№\":[1]»}";

    private final CallBodyParser parser = new CallBodyParser(512);

    @Test
    void jsonOfACaller() {
        check(
                HostileInput.ofJson(
                        "{\"§\":\"§\",«\"k№\":1»,\"s\":[«\"x\"»],\"n\":¤,\"spiff__task_id\":\"§\",\"spiff__task_data\":{\"§\":¤}}"),
                bytes -> {
                    var text = parser.toJsonText(bytes);
                    var body = CallBodyParser.ofJson(text);
                    new RequestPayload.Json(bytes, text)
                            .without(List.of("spiff__task_id", "spiff__task_data"));
                    ArgumentsJson.of(new Arguments(body.parameters()));
                });
    }

    @Test
    void formsOfACaller() {
        check(
                HostileInput.ofText("§=§&a=«b&a=c»&spiff__task_id=§"),
                bytes -> {
                    parser.ofForm(bytes);
                    new RequestPayload.Form(bytes).without(List.of("spiff__task_id"));
                });
    }

    @Test
    void envelopes() {
        check(
                HostileInput.ofText("§«\"»"),
                bytes -> {
                    var text = new Body.Text("a", new String(bytes, StandardCharsets.UTF_8));
                    Envelope.of(new WithoutLogs(text, OptionalInt.empty())).toBytes();
                });
    }

    @Test
    void responsesOfOtherProxies() {
        check(
                HostileInput.ofJson(ENVELOPE),
                bytes -> {
                    var text = JsonText.of(bytes, 512).orElseThrow();
                    ForwardedOutcome.of(200, text);
                    PeerEnvelope.of(new InvocationResult.Remote(200, text));
                });
    }

    private static void check(List<HostileInput> inputs, Consumer<byte[]> task) {
        LinearTime.assertFor(inputs, text -> task.accept(text.getBytes(StandardCharsets.UTF_8)));
    }
}
