package dev.connectorproxy.signin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A minimal browser for a sign-in: it stores cookies and opens pages without following redirects.
public final class Browser implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /// A response.
    public record Page(int status, Map<String, List<String>> headers, String body) {
        /// The target of the redirect.
        public URI location() {
            return URI.create(header("location"));
        }

        /// The first field of that name.
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        /// All fields of that name.
        public List<String> all(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /// Opens a page without following a redirect.
    public Page open(URI url, String... headers) {
        var request = HttpRequest.newBuilder(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("set-cookie").forEach(this::store);
            return new Page(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the browser got no response from " + url, e);
        }
    }

    /// The stored cookies, to read and to tamper with.
    public Map<String, String> cookies() {
        return cookies;
    }

    private void store(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
