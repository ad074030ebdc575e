package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.secrets.SecretMask;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with secrets, of which a caller has seen the masked form.
///
/// @param original contains secrets
record MaskedText(String original, SecretMask mask) {
    private static final String HIDDEN = "***";
    private static final Pattern MARK = Pattern.compile(Pattern.quote(HIDDEN));

    /// The text that the caller made of the masked one, with the secrets in place of each `***`.
    ///
    /// @throws DevServerException 400 when it is not clear which secret stands where
    String restored(String edited) {
        var hidden = mask.hiddenParts(original);
        if (hidden.isEmpty() || !edited.contains(HIDDEN) || edited.equals(original)) {
            return edited;
        }
        long marks = MARK.matcher(edited).results().count();
        if (hidden.stream().distinct().count() == 1) {
            return MARK.matcher(edited).replaceAll(Matcher.quoteReplacement(hidden.getFirst()));
        }
        if (marks != hidden.size()) {
            throw DevServerException.badRequest(
                    "replay failed",
                    "%d secrets are hidden in the original, but *** stands %d times in what replaces it"
                            .formatted(hidden.size(), marks));
        }
        return inOrder(edited, hidden);
    }

    private static String inOrder(String edited, List<String> hidden) {
        var secrets = hidden.iterator();
        return MARK.matcher(edited).replaceAll(_ -> Matcher.quoteReplacement(secrets.next()));
    }

    @Override
    public String toString() {
        return mask.text(original);
    }
}
