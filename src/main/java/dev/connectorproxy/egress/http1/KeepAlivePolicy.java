package dev.connectorproxy.egress.http1;

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/// How long a connection may stay idle in the pool, by what the upstream announced.
public final class KeepAlivePolicy {
    private static final Duration UNLIMITED = Duration.ofDays(1);
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Pattern TIMEOUT = Pattern.compile("timeout=([0-9]{0,9})");

    private KeepAlivePolicy() {}

    /// Zero for a connection that cannot be reused. A timeout in the `Keep-Alive` field is shortened by one second, so
    /// that the upstream does not close the connection while a request is being sent.
    public static Duration keepAlive(ClassicHttpRequest request, ClassicHttpResponse response) {
        if (response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                && response.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            return Duration.ZERO; // somebody before or after us may see another end of the body
        }
        if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                request, response, HttpCoreContext.create())) {
            return Duration.ZERO;
        }
        var field = response.getFirstHeader("Keep-Alive");
        return field == null ? UNLIMITED : parseTimeout(field.getValue());
    }

    private static Duration parseTimeout(String value) {
        var timeout = TIMEOUT.matcher(value);
        if (!timeout.find()) {
            return UNLIMITED;
        }
        var seconds = timeout.group(1).isEmpty() ? 0 : Long.parseLong(timeout.group(1));
        var left = Duration.ofSeconds(seconds).minus(MARGIN);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
