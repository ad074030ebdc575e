package dev.connectorproxy.devserver.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The path of a URL with `{id}` in place of what identifies a single object.
final class PathTemplate {
    private static final Pattern VERSION = Pattern.compile("[vV][0-9]{1,3}(\\.[0-9]+)?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /// With a digit, and long or with a separator, such as `acct_1x`, `acc-1` or a UUID.
    private static final Pattern ID = Pattern.compile("(?=.*[0-9])([^/]{8,}|[^/]*[-_:.%*][^/]*)");

    private PathTemplate() {}

    static String of(String url) {
        return Arrays.stream(path(url).split("/", -1))
                .map(segment -> isId(segment) ? "{id}" : segment)
                .collect(Collectors.joining("/"));
    }

    private static String path(String url) {
        try {
            var path = new URI(url).getRawPath();
            return path == null || path.isEmpty() ? "/" : path;
        } catch (URISyntaxException _) {
            return "/";
        }
    }

    private static boolean isId(String segment) {
        return DIGITS.matcher(segment).matches()
                || ID.matcher(segment).matches() && !VERSION.matcher(segment).matches();
    }
}
