package dev.connectorproxy.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Reads the secrets of a section, and refuses references in their place.
record SecretReader(Section section) {

    Optional<SecretText> secret(String key) {
        return given(key).map(secret -> checked(secret, secret.value()));
    }

    /// @param referable whether the value may contain `${secret:NAME}`
    Optional<SecretText> filled(String key, boolean referable) {
        if (!section.isFilled(key) && !section.isFilled(key + "-file")) {
            return Optional.empty();
        }
        return referable
                ? given(key)
                        .map(secret ->
                                checked(
                                        secret,
                                        SecretCheck.withoutSecretReferences(secret.value())))
                : secret(key);
    }

    Optional<SecretText> filledOrVariable(String key) {
        return section.text(key + "-env").isEmpty() ? filled(key, true) : orVariable(key);
    }

    Optional<SecretText> orVariable(String key) {
        var name = section.text(key + "-env");
        if (name.isEmpty()) {
            return secret(key);
        }
        if (section.has(key) || section.has(key + "-file")) {
            throw section.invalid(
                    key, "must be the only one of %1$s, %1$s-file and %1$s-env".formatted(key));
        }
        var value = name.flatMap(section::variable);
        if (value.isEmpty()) {
            throw section.invalid(key + "-env", "must name an environment variable that is set");
        }
        return value.map(text -> new SecretText(key + "-env", text, Optional.empty()))
                .map(secret -> checked(secret, secret.value()));
    }

    void refuseReferences(Map<String, String> values) {
        values.forEach((key, text) -> {
            if (SecretCheck.isSecretName(key)) {
                checked(new SecretText(key, text, Optional.empty()), text);
            }
        });
    }

    private Optional<SecretText> given(String key) {
        var fileKey = key + "-file";
        if (section.isFilled(key) && section.isFilled(fileKey)) {
            throw section.invalid(fileKey, "must not be set beside " + key);
        }
        return section.text(key)
                .filter(_ -> !section.isFilled(fileKey))
                .map(value -> new SecretText(key, value, Optional.empty()))
                .or(() -> section.text(fileKey).map(path -> ofFile(fileKey, path)));
    }

    private SecretText ofFile(String key, String path) {
        return new SecretText(key, section.contents(key, path), Optional.of(Path.of(path)));
    }

    private SecretText checked(SecretText secret, String text) {
        if (SecretCheck.isReference(text)) {
            throw section.invalid(
                    secret.key(),
                    "must give the secret itself: a reference such as ${NAME} is not replaced here");
        }
        return secret;
    }
}
