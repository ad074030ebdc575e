package dev.connectorproxy.connector.http.shared;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.JsonText;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpParametersTest {
    @ParameterizedTest(name = "{0} depends on {1}")
    @CsvSource({
        "https://api.example.com, https://api.example.com",
        "HTTPS://API.example.com:8443/a/b?c=d, https://api.example.com:8443",
        "http://user:p@ss@host?x=@y, http://host",
        "http://[::1]:80/, http://[::1]:80",
        "${secret:URL}, ${secret:URL}",
        "' http://host/', http://host"
    })
    void callsOfOneOriginDependOnTheSame(String url, String target) {
        var arguments = new Arguments(Map.of("url", JsonText.ofString(url)));

        assertThat(HttpParameters.target(arguments), is(target));
    }
}
