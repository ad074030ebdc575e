package dev.connectorproxy.egress.http1;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;

/// Parses the head of a response strictly (RFC 9112, sections 4 and 5). HttpClient's own parser accepts the end of the
/// connection as the end of the head, and skips garbage before the status line; so a truncated response would look
/// complete.
final class ResponseHeadParser implements HttpMessageParser<ClassicHttpResponse> {
    /// Such as `HTTP/1.1 200 OK`; the reason and the space before it may be missing.
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})(?: .*)?", Pattern.DOTALL);

    private static final int MAX_FIELDS = 200;
    private static final int MAX_BYTES = 256 << 10;

    private final HeaderLineReader line = new HeaderLineReader();
    private Optional<SessionInputBuffer> input = Optional.empty();

    /// How many bytes the connection's buffer holds that were read from the socket but not consumed.
    int bufferedBytes() {
        return input.map(SessionInputBuffer::length).orElse(0);
    }

    /// The head of the next response; null, as HttpClient requires, when the connection ended before its first byte.
    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
            throws IOException, ParseException {
        input = Optional.of(buffer);
        if (!line.readFirst(buffer, in)) {
            return null;
        }
        var response = parseStatusLine(line.text(0, line.length()));
        var fields = new ArrayList<Header>();
        int bytes = line.length();
        int lines = 0;
        while (line.read(buffer, in) > 0) {
            bytes += line.length();
            // limits the lines, too: each folded line copies the value so far
            if (bytes > MAX_BYTES || ++lines > 2 * MAX_FIELDS) {
                throw new ResponseTooLargeException("head");
            }
            if (line.isFolded()) {
                unfold(fields);
            } else if (fields.size() == MAX_FIELDS) {
                throw new ResponseTooLargeException("header fields");
            } else {
                fields.add(parseField());
            }
        }
        fields.forEach(response::addHeader);
        return response;
    }

    private static ClassicHttpResponse parseStatusLine(String text) throws ParseException {
        var line = STATUS_LINE.matcher(text);
        if (!line.matches()) {
            throw new ParseException("not an HTTP/1 status line");
        }
        var response = new BasicClassicHttpResponse(Integer.parseInt(line.group(2)));
        response.setVersion(
                line.group(1).equals("0") ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
        return response;
    }

    private Header parseField() throws ParseException {
        int colon = line.indexOf(':');
        var name = colon < 0 ? "" : line.text(0, colon);
        if (!HeaderRules.isToken(name)) {
            throw new ParseException("not a header field");
        }
        return new BasicHeader(name, line.trimmedText(colon + 1));
    }

    private void unfold(List<Header> fields) throws ParseException {
        if (fields.isEmpty()) {
            throw new ParseException("folded line without a field");
        }
        var last = fields.removeLast();
        fields.add(new BasicHeader(last.getName(), last.getValue() + " " + line.trimmedText(0)));
    }
}
