package dev.connectorproxy.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The names and the comments of a Java source, without its string and character literals.
record JavaSource(String text) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    (?<literal>\\"{3}[^"\\\\]*+(?:(?:\\\\.|"(?!""))[^"\\\\]*+)*+\\"{3}\
                    |"[^"\\\\\\n]*+(?:\\\\.[^"\\\\\\n]*+)*+"\
                    |'[^'\\\\\\n]*+(?:\\\\.[^'\\\\\\n]*+)*+')\
                    |(?<comment>//[^\\n]*|/\\*.*?\\*/)\
                    |(?<name>[A-Za-z_$][\\w$]*)\
                    """,
                    Pattern.DOTALL);
    private static final Pattern WORD =
            Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z](?=[a-z])");

    /// Identifiers and keywords.
    List<String> names() {
        return found("name");
    }

    List<String> comments() {
        return found("comment");
    }

    /// The words that a name or text consists of; `requestBodyURL` is `request`, `Body` and `URL`.
    static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private List<String> found(String group) {
        return TOKEN.matcher(text)
                .results()
                .map(token -> token.group(group))
                .filter(part -> part != null)
                .toList();
    }
}
