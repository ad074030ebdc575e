package dev.connectorproxy.docs;

import java.util.Optional;
import java.util.regex.Pattern;

/// What the author of a connector file says about its credentials: the comment above the key `connection`.
final class CredentialNote {
    private static final Pattern COMMENT = Pattern.compile("(?m)((?:^#.*\\n)+)connection:");

    private CredentialNote() {}

    /// A sentence; empty if there is no such comment.
    static Optional<String> in(String file) {
        var comment = COMMENT.matcher(file);
        return comment.find()
                ? Optional.of(sentence(comment.group(1).replaceAll("(?m)^# ?", "").strip()))
                : Optional.empty();
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1).replace('\n', ' ') + ".";
    }
}
