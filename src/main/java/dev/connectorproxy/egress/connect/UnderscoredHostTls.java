package dev.connectorproxy.egress.connect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;

/// TLS with a host whose name has an underscore. The JDK neither sends (SNI) nor verifies such a name, so the name is
/// sent as bytes and verified by HttpClient.
final class UnderscoredHostTls extends DefaultClientTlsStrategy {
    private final List<SNIServerName> names;

    UnderscoredHostTls(SSLContext context, String host) {
        super(context, HostnameVerificationPolicy.CLIENT, new DefaultHostnameVerifier());
        this.names = List.of(new HostName(host));
    }

    @Override
    protected void initializeSocket(SSLSocket socket) {
        var parameters = socket.getSSLParameters();
        parameters.setServerNames(names);
        socket.setSSLParameters(parameters);
    }

    private static final class HostName extends SNIServerName {
        HostName(String host) {
            super(StandardConstants.SNI_HOST_NAME, host.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
