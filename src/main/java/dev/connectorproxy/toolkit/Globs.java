package dev.connectorproxy.federation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Selects command ids by globs in which `*` matches any characters, `/` included.
record CommandGlobs(Pattern pattern) {

    static CommandGlobs of(List<String> globs) {
        return new CommandGlobs(
                Pattern.compile(
                        globs.stream()
                                .map(CommandGlobs::toRegex)
                                .collect(Collectors.joining("|"))));
    }

    boolean matches(String id) {
        return pattern.matcher(id).matches();
    }

    private static String toRegex(String glob) {
        return Arrays.stream(glob.split("\\*+", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }
}
