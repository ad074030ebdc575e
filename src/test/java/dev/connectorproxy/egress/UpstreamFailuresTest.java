package dev.connectorproxy.egress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import dev.connectorproxy.egress.UpstreamFailures.Phase;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamFailuresTest {
    private static final String CANARY = "s3cret";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new ConnectException(CANARY),
                        "CONNECT",
                        "ConnectionError",
                        "refused the connection"),
                Arguments.of(
                        new SocketTimeoutException(CANARY), "CONNECT", "ConnectTimeout", "in time"),
                Arguments.of(
                        new SocketException(CANARY),
                        "CONNECT",
                        "ConnectionError",
                        "cannot be reached"),
                Arguments.of(
                        caused(new SSLHandshakeException(CANARY), new CertificateException(CANARY)),
                        "CONNECT",
                        "SSLError",
                        "certificate is not trusted"),
                Arguments.of(new SSLException(CANARY), "CONNECT", "SSLError", "no TLS is spoken"),
                Arguments.of(
                        caused(new SSLException(CANARY), new SocketException(CANARY)),
                        "CONNECT",
                        "ConnectionError",
                        "cannot be reached"),
                Arguments.of(
                        caused(new SSLException(CANARY), new EOFException(CANARY)),
                        "HEAD",
                        "ConnectionError",
                        "before its answer"),
                Arguments.of(
                        new NoHttpResponseException(CANARY),
                        "HEAD",
                        "ConnectionError",
                        "without an answer"),
                Arguments.of(
                        new EOFException(CANARY), "HEAD", "ConnectionError", "within the head"),
                Arguments.of(
                        new SocketException(CANARY),
                        "HEAD",
                        "ConnectionError",
                        "before its answer"),
                Arguments.of(
                        new ZipException(CANARY),
                        "BODY",
                        "ChunkedEncodingError",
                        "gzip or deflate"),
                Arguments.of(
                        new TruncatedChunkException(CANARY),
                        "BODY",
                        "ChunkedEncodingError",
                        "ended within a chunk"),
                Arguments.of(
                        new MalformedChunkCodingException(CANARY),
                        "BODY",
                        "ChunkedEncodingError",
                        "malformed chunk"),
                Arguments.of(
                        new EOFException(CANARY),
                        "BODY",
                        "ChunkedEncodingError",
                        "before it was complete"),
                Arguments.of(
                        new ConnectionClosedException(CANARY),
                        "BODY",
                        "ChunkedEncodingError",
                        "before it was complete"),
                Arguments.of(
                        new SocketException(CANARY), "BODY", "ChunkedEncodingError", "was reset"),
                Arguments.of(
                        new SSLException(CANARY),
                        "BODY",
                        "ChunkedEncodingError",
                        "broke off or is garbled"));
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @MethodSource("failures")
    void namesTheTargetAndTheKindOfFailureAndNothingElse(
            IOException cause, Phase phase, String code, String reason) {
        var failure = UpstreamFailures.toException(cause, phase, "https://a.example:443");

        assertThat(failure.code(), is(code));
        assertThat(failure.getMessage(), containsString("https://a.example:443"));
        assertThat(failure.getMessage(), containsString(reason));
        assertThat(failure.getMessage(), not(containsString(CANARY)));
        assertThat(failure.getCause(), is(sameInstance(cause)));
    }

    @Test
    void repeatsOnlyTheSyntaxErrorsOfItsOwnParser() {
        var own = UpstreamFailures.toException(new ProtocolException("two lengths"), "a:1");
        var other = UpstreamFailures.toException(new ParseException(CANARY), "a:1");

        assertThat(own.code(), is("ConnectionError"));
        assertThat(own.getMessage(), is("a:1 did not answer in proper HTTP/1.1: two lengths"));
        assertThat(other.getMessage(), is("a:1 did not answer in proper HTTP/1.1"));
    }

    private static IOException caused(IOException failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }
}
