package dev.connectorproxy.connector.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An egress with scripted responses, of which the last one repeats, and the commands that use it.
final class FakeAws implements Egress {
    private final List<HttpRequest> sent = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Deque<StubResponse> responses = new ArrayDeque<>();
    private final Map<String, String> settings =
            new HashMap<>(
                    Map.of(
                            "access-key-id", "AKIATEST",
                            "secret-access-key", "test-secret",
                            "region", "eu-central-1",
                            "endpoint", "http://aws.test:4566/base"));

    /// A scripted response or failure.
    @FunctionalInterface
    interface StubResponse {
        HttpResponse get();
    }

    static StubResponse json(int status, String body) {
        return response(status, body, new Header("Content-Type", "application/x-amz-json-1.0"));
    }

    static StubResponse response(int status, String body, Header... headers) {
        return () -> new HttpResponse(status, Arrays.asList(headers), body.getBytes(UTF_8));
    }

    static StubResponse failure(ConnectorException failure) {
        return () -> {
            throw failure;
        };
    }

    FakeAws(StubResponse... responses) {
        this.responses.addAll(Arrays.asList(responses));
    }

    /// Sets a setting; an empty value removes it.
    FakeAws with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    List<HttpRequest> sent() {
        return sent;
    }

    List<String> bodies() {
        return sent.stream()
                .map(request -> new String(request.body().orElseThrow(), UTF_8))
                .toList();
    }

    List<Call> calls() {
        return calls;
    }

    CommandResult run(String name, String arguments) {
        return run(name, arguments, Duration.ofSeconds(30));
    }

    CommandResult run(String name, String arguments, Duration left) {
        var command = command(name);
        var text = JsonText.of(arguments.getBytes(UTF_8), 100).orElseThrow();
        var call =
                new Call(
                        "id",
                        false,
                        Optional.empty(),
                        System.nanoTime() + left.toNanos(),
                        Call.Trail.NONE);
        return command.execute(ArgumentCheck.check(command.spec(), text.members()), call);
    }

    /// The unwrapped body of a success with the setting `v1`.
    String runUnwrapped(String name, String arguments) {
        return ((CommandResult.Unwrapped) run(name, arguments)).value().toString();
    }

    /// Tests the credentials of a connection in the region us-east-2.
    void testConnection() {
        var call = Call.ofProxy(Duration.ofSeconds(30));
        var keys =
                Map.of(
                        "aws_access_key_id", JsonText.ofString("AKIACONN"),
                        "aws_secret_access_key", JsonText.ofString("s3cr3t-canary"),
                        "aws_region", JsonText.ofString("us-east-2"));
        command("AddDynamoItem").testConnection(new Arguments(keys), call);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        sent.add(request);
        calls.add(call);
        return (responses.size() > 1 ? responses.pop() : responses.getFirst()).get();
    }

    private Command command(String name) {
        return new AwsConnector()
                .commands(new ConnectorContext(this, settings)).stream()
                        .filter(it -> it.spec().name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }
}
