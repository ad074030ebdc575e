package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.egress.target.Cidr;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private final ClientAddress addresses =
            new ClientAddress(Stream.of("10.0.0.0/8", "fd00::/8").map(Cidr::parse).toList());

    private String address(String peer, String header, String... values) {
        var headers = WritableHeaders.create();
        if (values.length > 0) {
            headers.set(HeaderNames.create(header), List.of(values));
        }
        var socket = new InetSocketAddress(InetAddress.ofLiteral(peer), 1);
        return addresses.of(socket, headers).map(InetAddress::getHostAddress).orElse("none");
    }

    @ParameterizedTest(name = "from {0} with {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "10.0.0.1    | 203.0.113.7                       | 203.0.113.7",
                "10.0.0.1    | 10.9.9.9, 203.0.113.7             | 203.0.113.7",
                "10.0.0.1    | 203.0.113.7, 10.0.0.2             | 203.0.113.7",
                "10.0.0.1    | 10.0.0.3 , 10.0.0.2               | 10.0.0.3",
                "fd00::1     | 2001:db8::1                       | 2001:db8:0:0:0:0:0:1",
                "10.0.0.1    | unknown                           | none",
                "10.0.0.1    | 10.9.9.9,                         | none",
                "10.0.0.1    | 203.0.113.7:80                    | none",
                "10.0.0.1    | ''                                | none",
                "203.0.113.1 | 10.0.0.1                          | none"
            })
    void isTheLastOneThatIsNoTrustedProxy(String peer, String forwarded, String address) {
        assertThat(address(peer, "X-Forwarded-For", forwarded), is(address));
    }

    @Test
    void isThePeerWithoutAReverseProxy() {
        assertThat(address("203.0.113.7", ""), is("203.0.113.7"));
        assertThat(address("10.0.0.1", ""), is("10.0.0.1"));
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(
                address("10.0.0.1", "X-Forwarded-For", "203.0.113.7", "10.0.0.2"),
                is("203.0.113.7"));
        assertThat(address("10.0.0.1", "Forwarded", "for=203.0.113.7"), is("none"));
    }
}
