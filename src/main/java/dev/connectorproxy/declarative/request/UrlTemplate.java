package dev.connectorproxy.declarative.request;

import dev.connectorproxy.toolkit.HttpOrigin;
import dev.connectorproxy.toolkit.PercentCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/// A base URL and the template of a path, parsed once. Immutable.
///
/// @param parts literals and variables, in order
/// @param hasQuery whether base or template has a query
record UrlTemplate(List<Part> parts, boolean hasQuery) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "https?://[\\w.~!$&'()*+,;=:@%\\[\\]-]+(?=[/?]|$)", Pattern.CASE_INSENSITIVE);
    private static final IntPredicate URL_CHARACTERS =
            PercentCodec.alphanumericOr("-._~:/?@!$&'()*+,;=%");

    /// A part of the template.
    sealed interface Part {}

    /// A part that is the same in every URL.
    record Literal(String text) implements Part {}

    /// A part that depends on the values.
    non-sealed interface Variable extends Part {
        /// Appends its escaped value.
        ///
        /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
        void write(StringBuilder out, RequestValues values);
    }

    /// @param baseUrl absolute, of http or https; may have a path and a query, and end with a slash
    /// @param path begins with a slash; may have a query
    /// @param variables by their name in the path
    /// @throws IllegalArgumentException the base URL is none, or a variable is missing
    static UrlTemplate of(String baseUrl, String path, Map<String, ? extends Variable> variables) {
        var base = withoutFragment(baseUrl);
        var template = withoutFragment(path);
        int origin = originLength(base);
        var parts = new ArrayList<Part>();
        parts.add(new Literal(base.substring(0, origin)));
        addLiteral(parts, HttpOrigin.withoutTrailingSlashes(beforeQuery(base).substring(origin)));
        addParts(parts, beforeQuery(template), variables);
        boolean hasQuery = !query(base).isEmpty() || !query(template).isEmpty();
        boolean both = !query(base).isEmpty() && !query(template).isEmpty();
        addLiteral(parts, (hasQuery ? "?" : "") + query(base) + (both ? "&" : ""));
        addParts(parts, query(template), variables);
        return new UrlTemplate(List.copyOf(parts), hasQuery);
    }

    /// Appends the URL, up to the query of base and template.
    ///
    /// @throws dev.connectorproxy.spi.ConnectorException `InvalidParameters`
    void expand(StringBuilder out, RequestValues values) {
        for (var part : parts) {
            switch (part) {
                case Literal(var text) -> out.append(text);
                case Variable variable -> variable.write(out, values);
            }
        }
    }

    private static void addParts(
            List<Part> parts, String template, Map<String, ? extends Variable> variables) {
        var matcher = VARIABLE.matcher(template);
        int from = 0;
        while (matcher.find()) {
            var variable = variables.get(matcher.group(1));
            if (variable == null) {
                throw new IllegalArgumentException(
                        "the path has no parameter '" + matcher.group(1) + "'");
            }
            addLiteral(parts, template.substring(from, matcher.start()));
            parts.add(variable);
            from = matcher.end();
        }
        addLiteral(parts, template.substring(from));
    }

    private static void addLiteral(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Literal(PercentCodec.encode(text, URL_CHARACTERS)));
        }
    }

    /// The length of scheme and authority.
    private static int originLength(String base) {
        var matcher = ORIGIN.matcher(base);
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException("the base URL is not an absolute HTTP URL in ASCII");
        }
        return matcher.end();
    }

    private static String withoutFragment(String url) {
        int fragment = url.indexOf('#');
        return fragment < 0 ? url : url.substring(0, fragment);
    }

    private static String beforeQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static String query(String url) {
        int query = url.indexOf('?');
        return query < 0 ? "" : url.substring(query + 1);
    }
}
