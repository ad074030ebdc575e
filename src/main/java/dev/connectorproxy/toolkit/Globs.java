package dev.connectorproxy.toolkit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Selects names by globs, in which `*` stands for any number of characters, `/` included, and every other character
/// for itself. No glob selects nothing. Immutable.
public final class Globs {
    private static final String NOTHING = "(?!)";

    private final List<String> globs;
    private final Pattern pattern;

    private Globs(List<String> globs, Pattern pattern) {
        this.globs = List.copyOf(globs);
        this.pattern = pattern;
    }

    /// Selects the names that at least one of the globs selects.
    public static Globs of(List<String> globs) {
        var regex = globs.stream().map(Globs::toRegex).collect(Collectors.joining("|"));
        return new Globs(globs, Pattern.compile(globs.isEmpty() ? NOTHING : regex));
    }

    /// The globs themselves.
    public List<String> globs() {
        return globs;
    }

    /// Whether the whole name is selected.
    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /// The globs that select none of these names: probably spelled wrong.
    public List<String> unmatched(Collection<String> names) {
        return globs.stream()
                .filter(glob -> names.stream().noneMatch(of(List.of(glob))::matches))
                .toList();
    }

    private static String toRegex(String glob) {
        return Arrays.stream(glob.split("\\*+", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }
}
