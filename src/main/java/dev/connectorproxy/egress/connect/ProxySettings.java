package dev.connectorproxy.egress.connect;

import dev.connectorproxy.egress.target.NonProxyHost;
import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.ConnectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Settings `egress.proxy` and `egress.no-proxy`: the HTTP proxies for outgoing requests.
///
/// @param http the proxy for `http` URLs
/// @param https the proxy for `https` URLs, used with `CONNECT`
/// @param nonProxyHosts hosts that are connected to directly, see [NonProxyHost]
public record ProxySettings(
        Optional<ProxyServer> http, Optional<ProxyServer> https, List<String> nonProxyHosts) {

    /// No proxy.
    public static final ProxySettings NONE =
            new ProxySettings(Optional.empty(), Optional.empty(), List.of());

    public ProxySettings {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(https, "https");
        nonProxyHosts = nonProxyHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    public static ProxySettings create(Section egress) {
        return create(egress, System::getProperty, System::getenv);
    }

    /// @param properties reads a system property, null if it is not set
    /// @param environment reads an environment variable, null if it is not set
    public static ProxySettings create(
            Section egress,
            Function<String, String> properties,
            Function<String, String> environment) {
        var except = egress.texts("no-proxy");
        var proxy = egress.text("proxy", "none");
        try {
            var settings =
                    switch (proxy) {
                        case "none", "" -> NONE;
                        case "system" -> fromSystem(except, properties, environment);
                        default -> {
                            var server = Optional.of(ProxyServer.parse(proxy));
                            yield new ProxySettings(server, server, except);
                        }
                    };
            settings.nonProxyHosts().forEach(host -> check(egress, host));
            return settings;
        } catch (IllegalArgumentException _) {
            throw egress.invalid(
                    "proxy", "must be none, system or a URL such as http://proxy.example:3128");
        }
    }

    private static void check(Section egress, String host) {
        try {
            NonProxyHost.parse(host);
        } catch (ConnectorException | IllegalArgumentException _) {
            throw egress.invalid(
                    "no-proxy",
                    "must list hosts, host:port, addresses and CIDR blocks, as must NO_PROXY; \"%s\" is none"
                            .formatted(host));
        }
    }

    /// The proxy for a target, if there is one.
    public Optional<ProxyServer> proxyFor(TargetUrl target) {
        var server = target.scheme().equals("https") ? https : http;
        return server.filter(_ ->
                nonProxyHosts.stream().noneMatch(host -> NonProxyHost.parse(host).matches(target)));
    }

    private static ProxySettings fromSystem(
            List<String> except,
            Function<String, String> properties,
            Function<String, String> environment) {
        var all = new ArrayList<>(except);
        Stream.of(properties.apply("http.nonProxyHosts"), anyCase(environment, "NO_PROXY"))
                .filter(Objects::nonNull)
                .flatMap(list -> Stream.of(list.split("[|,]")))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .forEach(all::add);
        return new ProxySettings(
                systemProxy("http", properties, environment),
                systemProxy("https", properties, environment),
                all);
    }

    private static Optional<ProxyServer> systemProxy(
            String scheme,
            Function<String, String> properties,
            Function<String, String> environment) {
        var host = Optional.ofNullable(properties.apply(scheme + ".proxyHost"));
        if (host.filter(name -> !name.isBlank()).isPresent()) {
            var port = Optional.ofNullable(properties.apply(scheme + ".proxyPort"));
            var fallback = scheme.equals("http") ? "80" : "443";
            return Optional.of(ProxyServer.parse(host.get() + ":" + port.orElse(fallback)));
        }
        return Optional.ofNullable(anyCase(environment, scheme.toUpperCase(Locale.ROOT) + "_PROXY"))
                .filter(url -> !url.isBlank())
                .map(ProxyServer::parse);
    }

    private static String anyCase(Function<String, String> environment, String name) {
        var value = environment.apply(name);
        return value == null ? environment.apply(name.toLowerCase(Locale.ROOT)) : value;
    }
}
