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

/// Two replicas of the built jar on one PostgreSQL: a cancellation through one of them ends the work of the other,
/// and a rerun works there as with the embedded database.
class CancelPostgresIT extends ReplicasFixture {
    private static final String[] AS_ADMIN = {
        "Spiff-Connector-Proxy-Api-Key", "admin-key-for-tests"
    };
    private static final String KEYS =
            "security: {keys: [{name: admin, value: %s, scopes: [admin]}]}".formatted(AS_ADMIN[1]);

    @Test
    void eitherReplicaEndsTheWorkOfTheOtherAndRunsItAgain() throws Exception {
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

                post(other, onFirst, "cancel", "");
                hung.awaitClosed("/a");
                post(one, onSecond, "cancel", "");
                hung.awaitClosed("/b");
                post(other, deferred, "cancel", "");
                hung.awaitClosed("/c");

                for (var task : new String[] {"a", "b", "c"}) {
                    assertThat(
                            arena.awaitCallback(task).body(),
                            containsString("\"error_code\":\"InvocationCancelled\""));
                }
                assertThat(arena.accepted().size(), is(3));

                awaitDelivered(one, onFirst);
                post(other, onFirst, "rerun", "{\"confirm_not_repeatable\":true}");
                hung.await("/a", 2);
                post(one, onFirst, "cancel", "");
                awaitDelivered(other, onFirst);
                assertThat(health(one), containsString("\"store\":\"up\""));
            }
        }
    }

    private void post(String base, String id, String action, String body)
            throws IOException, InterruptedException {
        var request =
                admin(base, id + "/" + action)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.body(), response.statusCode(), is(200));
    }

    private void awaitDelivered(String base, String id) {
        Await.condition(id + " to be delivered", () -> state(base, id).equals("delivered"));
    }

    private String state(String base, String id) {
        var request = admin(base, id).build();
        var response = client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
        return DeferredCallsFixture.json(response.body()).getString("state");
    }

    private String health(String base) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/observe/health")).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpRequest.Builder admin(String base, String path) {
        return HttpRequest.newBuilder(URI.create(base + "/admin/invocations/" + path))
                .headers(AS_ADMIN);
    }

    private static String id(HttpResponse<String> accepted) {
        return DeferredCallsFixture.json(accepted.body())
                .getJsonObject("command_response")
                .getJsonObject("body")
                .getString("invocation_id");
    }
}
