package dev.connectorproxy.server;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.LongConsumer;

/// Reads the whole body of a request into an array, which costs a fifth less than `content().as(byte[].class)`. Memory
/// is taken as bytes arrive, whatever length is declared: a request without its body takes no more than a small buffer.
/// The connection limits the time (`server.body-timeout`).
public final class RequestBodyReader {
    /// The size of the first buffer, which counts as memory only when it is full or the body has ended.
    private static final int INITIAL_BYTES = 8 * 1024;

    private RequestBodyReader() {}

    /// Reads the body; empty if there is none. The caller must not catch a
    /// [io.helidon.webserver.CloseConnectionException] (the peer is too slow or has closed) or a [RequestException]
    /// (malformed chunks).
    ///
    /// @param limit the maximum length in bytes
    /// @param growth called with the number of further bytes that the body takes, before they are allocated unless they
    ///     fit into the first buffer; may throw to refuse them
    /// @throws PayloadTooLargeException if the body is longer than the limit
    public static byte[] read(ServerRequest request, int limit, LongConsumer growth) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        var length = request.headers().contentLength();
        if (length.orElse(0) > limit) {
            throw new PayloadTooLargeException();
        }
        try {
            // not closed: close() would read on after a failure
            var in = request.content().inputStream();
            return length.isPresent()
                    ? readDeclared(in, (int) length.getAsLong(), growth)
                    : readChunked(in, limit, growth);
        } catch (RequestException e) {
            throw e.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413)
                    ? new PayloadTooLargeException()
                    : e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] readDeclared(InputStream in, int length, LongConsumer growth)
            throws IOException {
        var body = readUpTo(in, length, growth);
        if (body.length < length) {
            throw RequestFraming.badRequest("the body is shorter than its length");
        }
        in.read(); // lets the server see the end of the body
        return body;
    }

    private static byte[] readChunked(InputStream in, int limit, LongConsumer growth)
            throws IOException {
        // one byte more shows that the limit is exceeded
        var body = readUpTo(in, limit + 1L, growth);
        if (body.length > limit) {
            throw new PayloadTooLargeException();
        }
        return body;
    }

    /// Reads to the end of the stream, or `max` bytes. The array is doubled whenever it is full.
    private static byte[] readUpTo(InputStream in, long max, LongConsumer growth)
            throws IOException {
        var body = new byte[(int) Math.min(INITIAL_BYTES, max)];
        int taken = 0;
        int length = 0;
        while (length < max) {
            if (length == body.length) {
                int larger = (int) Math.min(2L * length, max);
                growth.accept(larger - taken);
                taken = larger;
                body = Arrays.copyOf(body, larger);
            }
            int count = in.read(body, length, body.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        if (taken == 0) {
            growth.accept(length);
        }
        return length == body.length ? body : Arrays.copyOf(body, length);
    }
}
