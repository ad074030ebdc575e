package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The base URL of a provider's API and the settings of requests to it. Its `toString` contains the URL only.
///
/// @param url the base URL, to which the paths of requests are appended; trailing slashes are removed
/// @param headers sent with every request
/// @param secrets removed from every message, like the values of `Authorization`
/// @param timeout the limit for one request with all its attempts; the call's deadline may be earlier
/// @param retries the retry policy of idempotent requests
public record ProviderEndpoint(
        String url,
        List<Header> headers,
        Set<String> secrets,
        Duration timeout,
        Retries retries,
        UpstreamErrors errors) {
    public ProviderEndpoint {
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        headers = List.copyOf(headers);
        secrets = Set.copyOf(secrets);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(errors, "errors");
    }

    /// An endpoint without headers: timeout 10 s, three attempts on 429 and 5xx, errors classified by their status.
    public static ProviderEndpoint of(String url) {
        return new ProviderEndpoint(
                url,
                List.of(),
                Set.of(),
                Duration.ofSeconds(10),
                new Retries(3, Duration.ofMillis(200), Duration.ofSeconds(5), true),
                UpstreamErrors.BY_STATUS);
    }

    /// The same with one more header.
    public ProviderEndpoint withHeader(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new ProviderEndpoint(url, more, secrets, timeout, retries, errors);
    }

    /// The same with more secrets.
    public ProviderEndpoint withSecrets(Set<String> others) {
        var more = new HashSet<>(secrets);
        more.addAll(others);
        return new ProviderEndpoint(url, headers, more, timeout, retries, errors);
    }

    /// The same with another timeout.
    public ProviderEndpoint withTimeout(Duration other) {
        return new ProviderEndpoint(url, headers, secrets, other, retries, errors);
    }

    /// The same with another parser of error responses.
    public ProviderEndpoint withErrors(UpstreamErrors other) {
        return new ProviderEndpoint(url, headers, secrets, timeout, retries, other);
    }

    @Override
    public String toString() {
        return "ProviderEndpoint[" + url + "]";
    }
}
