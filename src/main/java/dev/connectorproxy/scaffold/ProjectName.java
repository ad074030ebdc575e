package dev.connectorproxy.scaffold;

import dev.connectorproxy.settings.SettingsException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The name of a new provider or connector, and the names in Java that follow from it.
///
/// @param text lower-case letters and digits, with single dashes between them: `acme-bank`
public record ProjectName(String text) {
    private static final int MAX_LENGTH = 40;
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /// Reserved by the Java Language Specification, section 3.9, so not part of the name of a package.
    private static final Set<String> RESERVED =
            Set.of(
                    """
                    abstract assert boolean break byte case catch char class const continue default do double else enum \
                    extends false final finally float for goto if implements import instanceof int interface long native \
                    new null package private protected public return short static strictfp super switch synchronized \
                    this throw throws transient true try void volatile while\
                    """
                            .split(" "));

    /// @throws SettingsException it is no name
    public ProjectName {
        if (text.length() > MAX_LENGTH || !VALID.matcher(text).matches()) {
            throw new SettingsException(
                    "a name begins with a lower-case letter, consists of such letters, digits and single dashes between them, and has at most "
                            + MAX_LENGTH
                            + " characters, such as acme or acme-bank");
        }
        if (RESERVED.contains(text)) {
            throw new SettingsException(
                    text + " is a reserved word of Java, which no package can be named after");
        }
    }

    /// The last part of the name of the package: `acmebank`.
    String packageName() {
        return text.replace("-", "");
    }

    /// The beginning of the names of its types: `AcmeBank`.
    String typeName() {
        return Arrays.stream(text.split("-"))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }
}
