package dev.connectorproxy.egress;

import dev.connectorproxy.settings.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Settings `egress.proxy` and `egress.no-proxy`: through which HTTP proxies requests go out.
///
/// @param http the proxy for `http` URLs
/// @param https the proxy for `https` URLs, asked for a tunnel
/// @param except hosts that are reached without one: `*`, `example.com` (and all below it), `.example.com` or `*.example.com`
///     (all below it), `10.1.*`
public record ProxySettings(
        Optional<ProxyServer> http, Optional<ProxyServer> https, List<String> except) {

    /// No proxy.
    public static final ProxySettings NONE =
            new ProxySettings(Optional.empty(), Optional.empty(), List.of());

    public ProxySettings {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(https, "https");
        except = except.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
    }

    static ProxySettings create(Section egress) {
        return create(egress, System::getProperty, System::getenv);
    }

    /// @param properties the JDK's system properties, null where there is none
    /// @param environment the process's environment, likewise
    static ProxySettings create(
            Section egress,
            Function<String, String> properties,
            Function<String, String> environment) {
        var except = egress.texts("no-proxy");
        var proxy = egress.text("proxy", "none");
        try {
            return switch (proxy) {
                case "none", "" -> NONE;
                case "system" -> system(except, properties, environment);
                default -> {
                    var server = Optional.of(ProxyServer.parse(proxy));
                    yield new ProxySettings(server, server, except);
                }
            };
        } catch (IllegalArgumentException _) {
            throw egress.invalid(
                    "proxy", "must be none, system or a URL such as http://proxy.example:3128");
        }
    }

    /// The proxy for a target, if there is one.
    Optional<ProxyServer> choose(TargetUrl target) {
        var server = target.scheme().equals("https") ? https : http;
        return server.filter(_ -> except.stream().noneMatch(it -> covers(it, target.host())));
    }

    private static ProxySettings system(
            List<String> except,
            Function<String, String> properties,
            Function<String, String> environment) {
        var all = new ArrayList<>(except);
        Stream.of(properties.apply("http.nonProxyHosts"), either(environment, "NO_PROXY"))
                .filter(Objects::nonNull)
                .flatMap(it -> Stream.of(it.split("[|,]")))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .forEach(all::add);
        return new ProxySettings(
                server("http", properties, environment),
                server("https", properties, environment),
                all);
    }

    private static Optional<ProxyServer> server(
            String scheme,
            Function<String, String> properties,
            Function<String, String> environment) {
        var host = Optional.ofNullable(properties.apply(scheme + ".proxyHost"));
        if (host.filter(it -> !it.isBlank()).isPresent()) {
            var port = Optional.ofNullable(properties.apply(scheme + ".proxyPort"));
            var fallback = scheme.equals("http") ? "80" : "443";
            return Optional.of(ProxyServer.parse(host.get() + ":" + port.orElse(fallback)));
        }
        return Optional.ofNullable(either(environment, scheme.toUpperCase(Locale.ROOT) + "_PROXY"))
                .filter(it -> !it.isBlank())
                .map(ProxyServer::parse);
    }

    private static String either(Function<String, String> environment, String name) {
        var value = environment.apply(name);
        return value == null ? environment.apply(name.toLowerCase(Locale.ROOT)) : value;
    }

    private static boolean covers(String entry, String host) {
        if (entry.equals("*") || entry.equals(host) || entry.equals("[" + host + "]")) {
            return true;
        }
        if (entry.endsWith("*")) {
            return host.startsWith(entry.substring(0, entry.length() - 1));
        }
        var name = entry.startsWith("*") ? entry.substring(1) : entry;
        return host.endsWith(name.startsWith(".") ? name : "." + name);
    }
}
