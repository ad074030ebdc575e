package dev.connectorproxy.plugins;

import static dev.connectorproxy.plugins.PluginJar.provider;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.FakeSecretPolicy;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The policy for secrets applies to a plugin whatever call it passes on.
class PluginSecretsTest extends PluginTestBase {
    private final List<String> reached = new ArrayList<>();

    /// Accepts every request and host that the policy of the call accepts.
    private final Egress egress =
            new Egress() {
                @Override
                public HttpResponse send(HttpRequest request, Call call) {
                    call.secretPolicy().admit(request.url());
                    reached.add(request.url());
                    return new HttpResponse(204, List.of(), new byte[0]);
                }

                @Override
                public List<InetSocketAddress> permit(
                        String host, int port, Set<Integer> protocolPorts) {
                    reached.add(host);
                    return List.of(InetSocketAddress.createUnresolved(host, port));
                }
            };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "context.egress().permit(\"db.example\", 5432, Set.of())",
                "context.egress().permit(\"db.example\", 5432, Set.of(), call)",
                "context.egress().permit(\"db.example\", 5432, Set.of(), Call.ofProxy(call.left()))",
                "context.idempotentEgress().permit(\"db.example\", 5432, Set.of())",
                "context.egress().send(request, call)",
                "context.egress().send(request, call.within(java.time.Duration.ofSeconds(1)))",
                "context.egress().send(request, Call.ofProxy(call.left()))",
            })
    void nothingIsReachedThatThePolicyOfTheCallRefuses(String code) throws IOException {
        write("a.jar", provider("A", "a", body(code)));
        var command = commands(load(directory), egress, Map.of()).getFirst();

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                command.execute(
                                        NOTHING,
                                        call().with(new FakeSecretPolicy().refusing("*"))));

        assertThat(failure.is(ErrorCode.EGRESS_BLOCKED), is(true));
        assertThat(reached, is(List.of()));
    }

    @Test
    void aCallWithoutSecretsReachesEveryHost() throws IOException {
        write(
                "a.jar",
                provider("A", "a", body("context.egress().permit(\"db.example\", 1, Set.of())")));
        var command = commands(load(directory), egress, Map.of()).getFirst();

        command.execute(NOTHING, call());

        assertThat(reached, is(List.of("db.example")));
    }

    private static String body(String code) {
        return """
        var request = new HttpRequest("GET", "http://h.example/", List.of(), Optional.empty(),
            HttpRequest.Redirects.RETURN, Retries.NONE);
        return CommandResult.Done.of(Json.createValue(String.valueOf(%s)));
        """
                .formatted(code);
    }
}
