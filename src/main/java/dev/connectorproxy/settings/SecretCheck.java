package dev.connectorproxy.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/// Which settings are secrets, and which texts are references that something else should have replaced by a secret.
final class SecretCheck {
    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(.*[._-])?(api-?key|key|keys|key-id|secret|password|passwd|passphrase|token|pat|credentials?|sha256)|security\\.keys\\.\\d+\\.value");
    private static final Pattern NO_SECRET = Pattern.compile("security\\.(keys|.*-without-key)");

    private static final Pattern WHOLE_REFERENCE =
            Pattern.compile(
                    "\\$[A-Za-z_]\\w*|\\$\\([^()]*\\)|%[A-Za-z_]\\w*%|\\{\\{.*}}|<[A-Za-z_ -]+>");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^{}]*}");
    private static final Pattern SECRET_REFERENCE = Pattern.compile("\\$\\{secret:[^{}]*}");

    private SecretCheck() {}

    /// Whether a setting of that name is likely to be a secret; for those that are not read as one.
    static boolean isSecretName(String key) {
        return SECRET_NAME.matcher(key.toLowerCase(Locale.ROOT)).matches()
                && !NO_SECRET.matcher(key).matches();
    }

    /// Whether a secret is a reference, such as `${MY_KEY}` or `$MY_KEY`, in the notation of a shell, Compose, Kubernetes,
    /// Windows, or a template engine.
    static boolean isReference(String secret) {
        return hasReference(secret) || WHOLE_REFERENCE.matcher(secret.strip()).matches();
    }

    /// Whether a text contains `${…}`.
    static boolean hasReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    /// The text without the references that are replaced when it is used, `${secret:NAME}`.
    static String withoutSecretReferences(String text) {
        return SECRET_REFERENCE.matcher(text).replaceAll("");
    }
}
