package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// Two replicas of the built jar on one PostgreSQL: a cancellation through one of them ends the work of the other.
class CancelPostgresIT extends ReplicasFixture {
    private static final String[] AS_ADMIN = {
        "Spiff-Connector-Proxy-Api-Key", "admin-key-for-tests"
    };
    private static final String KEYS =
            "security: {keys: [{name: admin, value: %s, scopes: [admin]}]}".formatted(AS_ADMIN[1]);

    @Test
    void eitherReplicaEndsTheWorkOfTheOther() throws Exception {
        try (var postgres = EmbeddedPostgres.builder().start();
                var hung = new HungUpstream();
                var first = jar(postgres, "running: 1, after: PT1S,", KEYS)) {
            var one = first.awaitLine(LISTENING).group(1);
            // the only slot of the first replica is taken, so the next command runs on the second
            var onFirst = id(accepted(one, "PostRequestAsync", "a", hung.url(), AS_ADMIN));
            hung.await("/a");
            try (var second = jar(postgres, "running: 1, after: PT1S,", KEYS)) {
                var other = second.awaitLine(LISTENING).group(1);
                var onSecond = id(accepted(one, "PostRequestAsync", "b", hung.url(), AS_ADMIN));
                hung.await("/b");
                var deferred = id(accepted(one, "PostRequest", "c", hung.url(), AS_ADMIN));

                cancel(other, onFirst);
                hung.awaitClosed("/a");
                cancel(one, onSecond);
                hung.awaitClosed("/b");
                cancel(other, deferred);
                hung.awaitClosed("/c");

                for (var task : new String[] {"a", "b", "c"}) {
                    assertThat(
                            arena.awaitCallback(task).body(),
                            containsString("\"error_code\":\"InvocationCancelled\""));
                }
                assertThat(arena.accepted().size(), is(3));
            }
        }
    }

    private void cancel(String base, String id) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/admin/invocations/" + id + "/cancel"))
                        .headers(AS_ADMIN)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body(), response.statusCode(), is(200));
    }

    private static String id(HttpResponse<String> accepted) {
        return DeferredCallsFixture.json(accepted.body())
                .getJsonObject("command_response")
                .getJsonObject("body")
                .getString("invocation_id");
    }
}
