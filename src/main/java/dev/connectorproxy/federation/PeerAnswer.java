package dev.connectorproxy.federation;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// What another proxy answered, whatever its status.
///
/// @param contentType as it was sent, which need not be a media type
record PeerAnswer(
        int status, Optional<String> contentType, Optional<String> location, byte[] body) {

    /// Reads the whole answer.
    ///
    /// @param limit the most bytes its body may have
    static PeerAnswer read(Http1ClientResponse response, int limit) throws IOException {
        var headers = response.headers();
        return new PeerAnswer(
                response.status().code(),
                headers.first(HeaderNames.CONTENT_TYPE),
                headers.first(HeaderNames.LOCATION),
                // what comes before the answer proper is not followed by a body
                response.status().code() < 200 ? new byte[0] : body(response, limit));
    }

    /// A body that is framed by nothing ends with the connection, which WebClient takes for a failure.
    private static byte[] body(Http1ClientResponse response, int limit) throws IOException {
        var framed =
                response.headers().contains(HeaderNames.CONTENT_LENGTH)
                        || response.headers().contains(HeaderNames.TRANSFER_ENCODING);
        var body = new ByteArrayOutputStream();
        var piece = new byte[8192];
        var in = response.inputStream();
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                body.write(piece, 0, read);
                if (body.size() > limit) {
                    throw new PeerConnection.TooMuch();
                }
            }
        } catch (InsufficientDataAvailableException e) {
            if (framed) {
                throw e;
            }
        }
        return body.toByteArray();
    }
}
