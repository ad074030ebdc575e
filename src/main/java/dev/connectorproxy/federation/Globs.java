package dev.connectorproxy.federation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Selects command ids by globs in which `*` matches any characters, `/` included.
record Globs(Pattern pattern) {

    static Globs of(List<String> globs) {
        return new Globs(
                Pattern.compile(globs.stream().map(Globs::regex).collect(Collectors.joining("|"))));
    }

    boolean match(String id) {
        return pattern.matcher(id).matches();
    }

    private static String regex(String glob) {
        return Arrays.stream(glob.split("\\*+", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }
}
