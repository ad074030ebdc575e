package dev.connectorproxy.devserver.connector;

import java.util.regex.Pattern;

/// Tells by their names which headers, query parameters and webhook metadata hold a secret or a signature.
public final class SensitiveNames {
    private static final Pattern SENSITIVE =
            Pattern.compile(
                    "secret|token|passw|credential|authori[sz]ation|cookie|signature|hmac|digest"
                            + "|(api|private|access|shared|signing|webhook).?key|^(key|sig|sign|code)$",
                    Pattern.CASE_INSENSITIVE);

    private SensitiveNames() {}

    public static boolean contains(String name) {
        return SENSITIVE.matcher(name).find();
    }
}
