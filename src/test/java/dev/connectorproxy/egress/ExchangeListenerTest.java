package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.following;
import static dev.connectorproxy.egress.LoopbackSender.get;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import dev.connectorproxy.limit.Shares;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ExchangeListenerTest {
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final LoopbackSender sender =
            new LoopbackSender(
                    new HttpEgress(
                            LoopbackSender.settings(LoopbackSender.TIMEOUTS, LoopbackSender.LIMITS),
                            LoopbackSender.loopbackPolicy(),
                            Shares.NONE,
                            (host, status, _) -> ended.add(host + " " + status)));

    @Test
    void hearsOfEachHopWithItsHostAndStatus() {
        try (var second = ScriptedServer.responding(ScriptedServer.ok("b"));
                var first =
                        ScriptedServer.responding(
                                "HTTP/1.1 302 Found\r\nLocation: http://B.example.com:%d/?secret\r\nContent-Length: 0\r\n\r\n"
                                        .formatted(second.port()));
                sender) {

            sender.send(following(get("http://a.example.com:" + first.port() + "/secret")));

            assertThat(ended, contains("a.example.com 302", "b.example.com 200"));
        }
    }

    @Test
    void hearsOfAFailureWithoutAStatus() {
        try (sender) {
            sender.failure(get("http://nowhere.example.com/"));

            assertThat(ended, contains("nowhere.example.com 0"));
        }
    }

    @Test
    void doesNotHearOfAHostThatIsNotAllowed() {
        try (sender) {
            sender.failure(get("http://10.0.0.1/"));

            assertThat(ended, empty());
        }
    }
}
