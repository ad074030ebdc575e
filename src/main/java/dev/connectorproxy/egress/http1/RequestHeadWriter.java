package dev.connectorproxy.egress.http1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/// Writes the head of a request, one byte for each character (ISO 8859-1). HttpClient's own writer replaces U+0080 to
/// U+009F, which occur in UTF-8 that a caller hands over byte by byte. [HeaderRules] and the parser of the target have
/// checked all characters.
final class RequestHeadWriter implements HttpMessageWriter<ClassicHttpRequest> {
    static final RequestHeadWriter INSTANCE = new RequestHeadWriter();
    private static final int INITIAL_LENGTH = 512;

    private RequestHeadWriter() {}

    @Override
    public void write(ClassicHttpRequest request, SessionOutputBuffer buffer, OutputStream out)
            throws IOException {
        var head = new StringBuilder(INITIAL_LENGTH);
        head.append(request.getMethod()).append(' ').append(request.getRequestUri());
        head.append(" HTTP/1.1\r\n");
        for (var fields = request.headerIterator(); fields.hasNext(); ) {
            var field = fields.next();
            head.append(field.getName()).append(": ").append(field.getValue()).append("\r\n");
        }
        head.append("\r\n");
        buffer.write(head.toString().getBytes(StandardCharsets.ISO_8859_1), out);
    }
}
