package dev.connectorproxy.spi.payment;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Where a provider's API is, and how it is talked to. Its `toString` tells the URL alone.
///
/// @param url the base, which the paths of requests follow; a trailing slash is dropped
/// @param headers sent with every request
/// @param secrets taken out of every message, beside the values of `Authorization`
/// @param timeout of one request with all its attempts; the call's deadline may be nearer
/// @param retries of requests that may be repeated
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

    /// An endpoint without headers: 10 s, three attempts on 429 and 5xx, errors judged by their status.
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

    /// The same with other retries.
    public ProviderEndpoint withRetries(Retries other) {
        return new ProviderEndpoint(url, headers, secrets, timeout, other, errors);
    }

    /// The same with another reading of errors.
    public ProviderEndpoint withErrors(UpstreamErrors other) {
        return new ProviderEndpoint(url, headers, secrets, timeout, retries, other);
    }

    @Override
    public String toString() {
        return "ProviderEndpoint[" + url + "]";
    }
}
