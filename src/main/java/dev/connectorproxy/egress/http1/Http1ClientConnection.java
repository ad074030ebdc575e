package dev.connectorproxy.egress.http1;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// An HTTP/1.1 connection to an upstream or proxy. It limits the bytes read for one response, and detects before reuse
/// whether it is still open and has no unread bytes, which would be taken for the response to the next request.
public final class Http1ClientConnection extends DefaultManagedHttpClientConnection {
    /// Small, since thousands of connections may wait at once; large bodies are read past the buffer.
    private static final Http1Config CONFIG = Http1Config.custom().setBufferSize(4 << 10).build();

    /// Bytes allowed in a response in addition to a body of maximum size: heads and chunk framing.
    private static final int MAX_FRAMING_BYTES = 1 << 20;

    private static final int MAX_INTERIM_RESPONSES = 20;
    private static final byte[] EMPTY = {};

    private final ResponseHeadParser parser;
    private final long maxBytes;
    private final ByteBuffer probe = ByteBuffer.allocate(1);
    private long received; // of this response

    public Http1ClientConnection(int maxBytes) {
        this(maxBytes, new ResponseHeadParser());
    }

    private Http1ClientConnection(int maxBytes, ResponseHeadParser parser) {
        super(
                "upstream",
                null,
                null,
                CONFIG,
                ResponseFraming.INSTANCE,
                DefaultContentLengthStrategy.INSTANCE,
                () -> RequestHeadWriter.INSTANCE,
                _ -> parser);
        this.parser = parser;
        this.maxBytes = (long) maxBytes + MAX_FRAMING_BYTES;
    }

    /// Starts an exchange: resets the count of received bytes.
    public void beginExchange() {
        received = 0;
    }

    /// Whether no byte has been received since [#beginExchange].
    public boolean hasReceivedNothing() {
        return received == 0;
    }

    /// The head of the final response; interim (1xx) responses are skipped.
    public ClassicHttpResponse receiveHead() throws IOException, HttpException {
        for (int i = 0; i <= MAX_INTERIM_RESPONSES; i++) {
            var response = receiveResponseHeader();
            if (response.getCode() >= 200) {
                return response;
            }
            if (response.getCode() == 101) {
                throw new ProtocolException("unexpected switch of protocols");
            }
        }
        throw new ProtocolException("too many interim responses");
    }

    /// Whether the read buffer holds no bytes after the last response.
    public boolean isBufferEmpty() {
        return parser.bufferedBytes() == 0;
    }

    /// Whether the connection is open and has received nothing since the last response: no bytes, no end of stream.
    public boolean isOpenAndQuiet() {
        return isBufferEmpty() && channel().map(this::isOpenAndQuiet).orElse(false);
    }

    private boolean isOpenAndQuiet(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            probe.clear();
            int read = channel.read(probe);
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// HttpClient would log the status line here, and knows no status above 599.
    @Override
    protected void onResponseReceived(ClassicHttpResponse response) {}

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new MeteredSocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
        bind(new MeteredSocketHolder(sslSocket, socket));
    }

    @Override
    protected InputStream createContentInputStream(
            long length, SessionInputBuffer buffer, InputStream in) {
        return length == ContentLengthStrategy.CHUNKED
                ? new ChunkedBodyStream(buffer, in)
                : super.createContentInputStream(length, buffer, in);
    }

    private Optional<SocketChannel> channel() {
        return Optional.ofNullable(getSocketHolder())
                .map(holder -> holder.getBaseSocket().getChannel());
    }

    /// The socket or the TLS socket, with its input counted and its output coalesced.
    private final class MeteredSocketHolder extends SocketHolder {
        MeteredSocketHolder(Socket socket) {
            super(socket);
        }

        MeteredSocketHolder(SSLSocket sslSocket, Socket socket) {
            super(sslSocket, socket);
        }

        @Override
        protected InputStream getInputStream(Socket socket) throws IOException {
            return new MeteredInputStream(socket.getInputStream());
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) throws IOException {
            return new CoalescingOutputStream(socket.getOutputStream());
        }
    }

    /// Writes the head of a request together with a small body: one system call and one packet instead of two. Large
    /// bodies are not copied.
    private static final class CoalescingOutputStream extends FilterOutputStream {
        private static final int MAX_BUFFERED_BYTES = 32 << 10;

        private byte[] buffered = EMPTY;

        CoalescingOutputStream(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        /// Keeps the bytes until the buffer would exceed its maximum, or until [#flush()].
        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            if (buffered.length + length > MAX_BUFFERED_BYTES) {
                writeBuffered();
                out.write(octets, offset, length);
                return;
            }
            int end = buffered.length;
            buffered = Arrays.copyOf(buffered, end + length);
            System.arraycopy(octets, offset, buffered, end, length);
        }

        @Override
        public void flush() throws IOException {
            writeBuffered();
            out.flush();
        }

        private void writeBuffered() throws IOException {
            byte[] all = buffered;
            buffered = EMPTY;
            if (all.length > 0) {
                out.write(all, 0, all.length);
            }
        }
    }

    /// Counts the received bytes, and fails above the maximum of one response.
    private final class MeteredInputStream extends FilterInputStream {
        MeteredInputStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) {
                received += read;
            }
            if (received > maxBytes) {
                throw ResponseTooLargeException.ofBody(maxBytes);
            }
            return read;
        }
    }
}
