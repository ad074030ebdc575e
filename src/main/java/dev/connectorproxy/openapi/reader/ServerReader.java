package dev.connectorproxy.openapi.reader;

import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.ApiDescription.Variable;
import dev.connectorproxy.toolkit.HttpOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads base URLs. A relative one stays relative.
final class ServerReader {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");

    private final ReadingContext context;

    ServerReader(ReadingContext context) {
        this.context = context;
    }

    /// The base URLs of a whole description.
    List<ApiServer> readRoot(DocumentNode root) {
        return context.isSwagger() ? swagger(root) : read(root);
    }

    /// `servers` of OpenAPI 3: of a description, a path or an operation.
    List<ApiServer> read(DocumentNode holder) {
        var servers = new ArrayList<ApiServer>();
        for (var server : holder.elements("servers")) {
            server.text("url")
                    .ifPresentOrElse(
                            url -> servers.add(server(url, variables(server))),
                            () -> context.problems().add(server, "has no url; left out"));
        }
        return servers;
    }

    private List<ApiServer> swagger(DocumentNode root) {
        var path = root.text("basePath").map(it -> it.startsWith("/") ? it : "/" + it).orElse("");
        var template = context.references().get(root, "x-ms-parameterized-host");
        if (template.filter(it -> it.text("hostTemplate").isPresent()).isPresent()) {
            return List.of(parameterized(template.get(), schemes(root).getFirst(), path));
        }
        var host = HttpOrigin.withoutTrailingSlashes(root.text("host").orElse(""));
        if (host.isEmpty()) {
            return path.isEmpty() ? List.of() : List.of(server(path, Map.of()));
        }
        if (host.contains("://")) {
            context.problems().add("#/host", "is a URL; its scheme is taken from it");
            return List.of(server(host + path, Map.of()));
        }
        return schemes(root).stream()
                .map(it -> server(it + "://" + host + path, Map.of()))
                .toList();
    }

    private ApiServer parameterized(DocumentNode host, String scheme, String path) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        host.elements("parameters").stream()
                .flatMap(it -> context.references().resolve(it).stream())
                .forEach(
                        it -> it.text("name").ifPresent(name -> variables.put(name, variable(it))));
        var prefix = host.isFalse("useSchemePrefix") ? "" : scheme + "://";
        return server(prefix + host.text("hostTemplate").orElseThrow() + path, variables);
    }

    /// The preferred one first. WebSockets are no HTTP.
    private static List<String> schemes(DocumentNode root) {
        var schemes =
                root.texts("schemes").stream()
                        .map(it -> HttpOrigin.withoutTrailingSlashes(it.toLowerCase(Locale.ROOT)))
                        .map(it -> it.endsWith(":") ? it.substring(0, it.length() - 1) : it)
                        .filter(it -> it.equals("https") || it.equals("http"))
                        .distinct()
                        .sorted((one, two) -> two.compareTo(one))
                        .toList();
        return schemes.isEmpty() ? List.of("https") : schemes;
    }

    private Map<String, Variable> variables(DocumentNode server) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        server.get("variables").stream()
                .flatMap(it -> it.members().stream())
                .filter(DocumentNode::isObject)
                .forEach(it -> variables.put(it.key(), variable(it)));
        return variables;
    }

    private static Variable variable(DocumentNode node) {
        return new Variable(
                node.text("default").orElse(""),
                node.text("description").orElse(""),
                node.texts("enum"));
    }

    private ApiServer server(String url, Map<String, Variable> declared) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        VARIABLE.matcher(url)
                .results()
                .map(it -> it.group(1))
                .forEach(name ->
                        variables.put(
                                name,
                                declared.getOrDefault(name, new Variable("", "", List.of()))));
        return new ApiServer(withoutSlash(url), variables);
    }

    private static String withoutSlash(String url) {
        var path = url.replaceFirst("[?#].*", "");
        return path.length() > 1 ? HttpOrigin.withoutTrailingSlashes(path) : path;
    }
}
