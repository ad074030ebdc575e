package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The message for a broken response says what was broken.
@TestInstance(Lifecycle.PER_CLASS)
class BrokenResponseMessagesTest {
    @AutoClose private final LoopbackSender sender = new LoopbackSender();

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ""                                              | closed the connection without an answer
                    HTTP/1.1 200 OK~Content-Le                      | within the head of its answer
                    SSH-2.0-x~~                                     | proper HTTP/1.1: not an HTTP/1 status line
                    HTTP/1.1 200 OK~nonsense~~                      | proper HTTP/1.1: not a header field
                    HTTP/1.1 200 OK~Content-Length: 5~Content-Length: 6~~hello! | proper HTTP/1.1: two lengths
                    HTTP/1.1 200 OK~Content-Length: -5~~hello       | proper HTTP/1.1: not a length
                    HTTP/1.1 200 OK~Content-Length: 50~~hello       | ended before it was complete
                    HTTP/1.1 200 OK~Transfer-Encoding: chunked~~f~hello | ended before it was complete
                    HTTP/1.1 200 OK~Transfer-Encoding: chunked~~five~hello | has a malformed chunk
                    HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 6~~secret | is not in the gzip or deflate format
                    HTTP/1.1 200 OK~Content-Length: 1048577~~       | more than 1048576 bytes (egress.response-bytes)
                    """)
    void saysWhatIsBroken(String response, String message) {
        try (var server = ScriptedServer.respondingOnce(response.replace("~", "\r\n"))) {

            var failure = sender.failure(get(server.url("/")));

            assertThat(failure.getMessage(), containsString(message));
        }
    }
}
