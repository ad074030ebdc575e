package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.contract.payment.LoopbackEgress;
import dev.connectorproxy.provider.generic.GenericProvider;
import dev.connectorproxy.provider.generic.GenericPsp;
import dev.connectorproxy.spi.payment.Times;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The overview of the server.
class StatusRoutesTest {
    @Test
    void showsHowMuchIsKeptOfEachConnector() throws Exception {
        try (var psp = new GenericPsp(7, new GenericPsp.Size(3, 2, 5));
                var server =
                        new RunningDevServer(
                                List.of(new GenericProvider()),
                                new LoopbackEgress(),
                                UUID::randomUUID)) {
            var path = server.connector("generic", psp.config().toString());
            server.connector("generic", psp.config().toString());
            server.post(path + "/fetch/accounts", "");
            server.request(
                    "PUT",
                    path + "/faults",
                    "{\"faults\":[{\"kind\":\"html\",\"times\":1},{\"kind\":\"server-error\",\"status\":501}]}");
            server.post(path + "/fetch/payments", "");
            int exchanges = server.get(path + "/exchanges").json().getJsonArray("exchanges").size();
            int failed =
                    server.get(path + "/exchanges?status=5")
                            .json()
                            .getJsonArray("exchanges")
                            .size();

            var status = server.get("/status");

            DevServerOpenApiTest.check("/paths/~1status/get", status);
            assertThat(Times.of(status.json().getString("startedAt")).isPresent(), is(true));
            var all = status.json().getJsonArray("connectors");
            assertThat(all.getJsonObject(0).getInt("rows"), is(3));
            assertThat(all.getJsonObject(0).getInt("exchanges"), is(exchanges));
            assertThat(all.getJsonObject(0).getInt("failedExchanges"), is(failed));
            assertThat(all.getJsonObject(1).getInt("exchanges"), is(0));
            assertThat(status.body(), not(containsString(GenericPsp.API_KEY)));
        }
    }
}
