package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a connector's author logs by accident shows no credentials.
class ToStringTest {
    private static final String SECRET = "s3cret";

    @ParameterizedTest
    @CsvSource({
        "https://user:s3cret@api.example:8443/s3cret?key=s3cret#s3cret, https://api.example:8443",
        "https://a@b:s3cret@api.example, https://api.example",
        "http://[::1]:80/s3cret, http://[::1]:80",
        "s3cret, ?"
    })
    void requestsShowMethodOriginAndSizes(String url, String origin) {
        var request =
                new HttpRequest(
                        "POST",
                        url,
                        List.of(new HttpRequest.Header("Authorization", SECRET)),
                        Optional.of(SECRET.getBytes()),
                        HttpRequest.Redirects.FOLLOW,
                        Retries.NONE);

        assertThat(request.toString(), is("HttpRequest[POST " + origin + ", 1 headers, 6 bytes]"));
        assertThat(request.headers().toString(), is("[Header[Authorization]]"));
    }

    @Test
    void responsesShowStatusAndSizes() {
        var cookie = List.of(new HttpRequest.Header("Set-Cookie", SECRET));

        var response = new HttpResponse(200, cookie, SECRET.getBytes());

        assertThat(response.toString(), is("HttpResponse[200, 1 headers, 6 bytes]"));
    }

    @Test
    void contextsShowTheKeysOfTheirSettings() {
        var context =
                new ConnectorContext(
                        (_, _) -> {
                            throw new IllegalStateException("not called");
                        },
                        Map.of("token", SECRET, "address", SECRET));

        assertThat(context.toString(), is("ConnectorContext[[address, token]]"));
    }

    @Test
    void argumentsShowTheirNames() {
        var arguments = new Arguments(Map.of("password", JsonText.ofString(SECRET)));

        assertThat(arguments.toString(), is("Arguments[[password]]"));
    }
}
