package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The HTTP methods of each path.
class DevMethodsTest extends DevServerCase {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PATCH   | 405 | /providers                | GET, HEAD, OPTIONS",
                "PUT     | 405 | /connectors               | GET, POST, HEAD, OPTIONS",
                "POST    | 405 | {connector}               | GET, DELETE, PUT, HEAD, OPTIONS",
                "POST    | 405 | {connector}/state         | GET, HEAD, OPTIONS",
                "GET     | 405 | {connector}/state/others  | PUT, DELETE, OPTIONS",
                "HEAD    | 405 | {connector}/fetch/others  | POST, OPTIONS",
                "DELETE  | 405 | /config/page-size         | GET, PUT, HEAD, OPTIONS",
                "GET     | 405 | {connector}/payouts       | POST, OPTIONS",
                "PATCH   | 405 | {connector}/webhooks      | GET, POST, PUT, DELETE, HEAD, OPTIONS",
                "GET     | 405 | /webhooks/x/root          | POST, OPTIONS",
                "OPTIONS | 200 | /connectors               | GET, POST, HEAD, OPTIONS",
                "OPTIONS | 200 | {connector}/fetch/others  | POST, OPTIONS"
            })
    void theAllowHeaderListsThem(String method, int status, String path, String allowed) {
        var response =
                server.request(method, path.replace("{connector}", server.connector("fake")), "");

        assertThat(response.status(), is(status));
        assertThat(response.httpResponse().headers().firstValue("Allow").orElse(""), is(allowed));
    }

    @ParameterizedTest
    @CsvSource({"/providers, 200", "/connectors, 200", "/connectors/nope, 404", "/nowhere, 404"})
    void headIsGetWithoutItsBody(String path, int status) {
        var get = server.get(path);

        var head = server.request("HEAD", path, "");

        assertThat(head.status(), is(status));
        assertThat(head.body(), is(""));
        for (var name : new String[] {"Content-Type", "Content-Length"}) {
            assertThat(
                    head.httpResponse().headers().firstValue(name),
                    is(get.httpResponse().headers().firstValue(name)));
        }
    }
}
